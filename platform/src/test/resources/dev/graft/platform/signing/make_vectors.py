"""Makes the signatures in this folder with the reference tool: pip install model-signing pyopenssl (1.1.1, 26.4.0)

Keys are made anew each time; the private ones are thrown away. Run in this folder.
"""

import pathlib
import shutil
import tempfile

import model_signing
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

HERE = pathlib.Path(__file__).parent
CURVES = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}

for name, curve in CURVES.items():
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder, "customer-messages-v3")
        shutil.copytree(HERE / "model", model)
        (model / ".gitignore").write_text("left out of signatures\n")
        key = ec.generate_private_key(curve)
        secret = pathlib.Path(folder, "key.pem")
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        (HERE / f"{name}.pub").write_bytes(
            key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        signature = model / "model.sig"
        hashing = model_signing.hashing.Config().set_ignored_paths(paths=[signature.name])
        model_signing.signing.Config().use_elliptic_key_signer(private_key=secret).set_hashing_config(hashing).sign(
            model, signature
        )
        shutil.copy(signature, HERE / f"{name}.sig")
