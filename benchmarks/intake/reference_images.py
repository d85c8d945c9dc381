"""The work of data-prep on one archive of pictures, in Python: read, decode, hash, tell duplicates, split, write Parquet.

    python intake/reference_images.py pictures.zip out.parquet

Reference only, no part of Graft. Needs numpy, Pillow and pyarrow. As `reference.py` does it for texts: the same ids and splits
as data-prep gives, both files hashed, nothing fetched or stored. The perceptual hash is data-prep's, 256 bits of the cosine
transform; with `--near-duplicates` below 1 pictures that differ in at most 70 of them are near.
"""

import hashlib
import io
import zipfile
from collections import Counter

import numpy
import pyarrow
import pyarrow.parquet
from PIL import Image
from reference import BATCH_ID, LABELS, measured, sha256, split

SIDE = 64
FREQUENCIES = 16
NEAR_BITS = 70
PIECE = 500
LUMA = numpy.array([0.299, 0.587, 0.114])
COSINES = numpy.cos(
    numpy.pi * numpy.arange(FREQUENCIES)[:, None] * (2 * numpy.arange(SIDE)[None, :] + 1) / (2 * SIDE)
)
SCHEMA = pyarrow.schema(
    [(name, pyarrow.string()) for name in ("rowId", "name", "perceptualHash", "label", "split", "batchId")]
    + [("file", pyarrow.binary())]
)


def perceptual_hash(picture):
    """256 bits in 32 bytes; sides that are no multiples of 64 are resized to such first."""
    width, height = (max(1, length // SIDE) * SIDE for length in picture.size)
    if (width, height) != picture.size:
        picture = picture.resize((width, height), Image.Resampling.BOX)
    luma = numpy.asarray(picture, dtype=numpy.float64) @ LUMA
    fields = luma.reshape(SIDE, height // SIDE, SIDE, width // SIDE).mean(axis=(1, 3))
    spectrum = (COSINES @ fields @ COSINES.T).ravel()
    spectrum[0] = 0
    bits = spectrum > numpy.median(spectrum)
    bits[0] = False
    return numpy.packbits(bits)


class Near:
    """The hashes so far; a near picture follows the earliest one."""

    def __init__(self):
        self.hashes = numpy.empty((1024, FREQUENCIES * FREQUENCIES // 8), dtype=numpy.uint8)
        self.places = []
        self.set_bits = numpy.array([bin(byte).count("1") for byte in range(256)], dtype=numpy.uint16)

    def place(self, bits, alone):
        size = len(self.places)
        differing = self.set_bits[self.hashes[:size] ^ bits].sum(axis=1)
        near = numpy.flatnonzero(differing <= NEAR_BITS)
        place = self.places[near[0]] if near.size else alone
        if size == len(self.hashes):
            self.hashes = numpy.resize(self.hashes, (2 * size, self.hashes.shape[1]))
        self.hashes[size] = bits
        self.places.append(place)
        return place


def images(source, target, threshold):
    near = Near() if threshold < 1 else None
    known, counts, placed, rows = {}, Counter(), Counter(), []
    sha256(source)
    with zipfile.ZipFile(source) as archive, pyarrow.parquet.ParquetWriter(target, SCHEMA) as writer:
        for name in archive.namelist():
            file = archive.read(name)
            label = name.split("/")[-2]
            counts["received"] += 1
            row_id = hashlib.sha256(file).hexdigest()[:32]
            picture = Image.open(io.BytesIO(file)).convert("RGB")
            bits = perceptual_hash(picture)
            if label not in LABELS or row_id in known:
                continue
            known[row_id] = label
            place = split(row_id)
            place = near.place(bits, place) if near else place
            placed[place] += 1
            rows.append((row_id, name, bits.tobytes().hex(), label, place, BATCH_ID, file))
            if len(rows) == PIECE:
                write(writer, rows)
                rows = []
        write(writer, rows)
    sha256(target)
    return counts["received"], placed


def write(writer, rows):
    if rows:
        columns = dict(zip(SCHEMA.names, map(list, zip(*rows))))
        writer.write_table(pyarrow.table(columns, schema=SCHEMA))


if __name__ == "__main__":
    measured(images)
