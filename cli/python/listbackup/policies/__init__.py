"""Enforces what the emulator doesn't: each module adds one kind of check to those that the emulator makes with AUTH=true."""


def install():
    """Adds all of them. Only for an emulator with AUTH=true."""
    from listbackup.policies import decisions, request, resource_policies, roles, services, variables  # noqa: F401
