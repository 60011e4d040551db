"""Keeps the emulator and its functions on this machine, and answers for the hosts of AWS."""
