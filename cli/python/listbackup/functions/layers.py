"""Custom runtimes in layers: the emulator looks for `bootstrap` in a function's own code alone."""
import io
import zipfile

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

_BOOTSTRAP = "bootstrap"


def find_bootstraps():
    """From now on, a function whose code has no bootstrap runs the one of its last layer that has one.

    The layers' files are then put beside the function's, since nothing can be mounted at /opt.
    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
    """
    begin = lambda_runtime.ProvidedWorker.__init__

    def begin_with_layers(worker, name, config, code):
        begin(worker, name, config, _with_layers(code, config.get("Layers") or []))

    lambda_runtime.ProvidedWorker.__init__ = begin_with_layers


def _with_layers(code, references):
    if not references or _BOOTSTRAP in _names(code):
        return code
    layers = [layer for layer in map(lambda_svc._resolve_layer_zip, references) if layer]
    if not any(_BOOTSTRAP in _names(layer) for layer in layers):
        return code
    files = {}
    for archive in (*layers, code):
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            files.update({entry.filename: (entry, packed.read(entry)) for entry in packed.infolist()})
    merged = io.BytesIO()
    with zipfile.ZipFile(merged, "w") as packed:
        for entry, content in files.values():
            packed.writestr(entry, content)
    return merged.getvalue()


def _names(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return packed.namelist()
