"""An authority of this run, and a certificate of it for each host that a function asks for."""
import datetime
import ipaddress
import os
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID = datetime.timedelta(days=2)


class Authority:
    """Signs certificates that only the functions of this run trust."""

    def __init__(self, folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self.folder = folder
        self.file = os.path.join(folder, "authority.pem")
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "listbackup up")])
        self._contexts = {}
        certificate = self._builder(self._name, self._key).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(self._key, hashes.SHA256())
        with open(self.file, "wb") as file:
            file.write(certificate.public_bytes(serialization.Encoding.PEM))

    def server_context(self):
        """A TLS context that shows each client a certificate for the host that it names."""
        context = self._context("localhost")

        def choose(connection, host, _context):
            connection.context = self._context(host or "localhost")

        context.sni_callback = choose
        return context

    def _context(self, host):
        if host not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.set_alpn_protocols(["http/1.1"])
            context.load_cert_chain(self._issue(host))
            self._contexts[host] = context
        return self._contexts[host]

    def _issue(self, host):
        key = ec.generate_private_key(ec.SECP256R1())
        # A common name has at most 64 characters; clients read the alternative name.
        certificate = self._builder(x509.Name([]), key).add_extension(
            x509.SubjectAlternativeName([_name_of(host)]), critical=True).sign(self._key, hashes.SHA256())
        file = os.path.join(self.folder, f"{len(self._contexts)}.pem")
        with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as output:
            output.write(certificate.public_bytes(serialization.Encoding.PEM))
            output.write(key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        return file

    def _builder(self, subject, key):
        now = datetime.datetime.now(datetime.timezone.utc)
        return (x509.CertificateBuilder().subject_name(subject).issuer_name(self._name).public_key(key.public_key())
                .serial_number(x509.random_serial_number()).not_valid_before(now - VALID).not_valid_after(now + VALID))


def _name_of(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
