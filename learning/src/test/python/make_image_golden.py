"""Makes the small pictures and golden levels of the tests in dev.graft.learning.image (run once, by hand).

    pip install numpy==2.4.6 pillow==13.0.0
    python make_image_golden.py OUT      # OUT: src/test/resources/dev/graft/learning/image

Every picture is made by a formula; golden levels are what Pillow reads or computes.
"""
import io
import json
import struct
import sys
import zlib

import numpy
from PIL import Image, ImageCms, ImageOps, __version__

OUT = sys.argv[1]
golden = {}


def picture(width, height):
    """Smooth colours with a sharp edge and some texture."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float64)
    red = 127 + 120 * numpy.sin(x / 5 + y / 9)
    green = 255 * x / max(1, width - 1) * (y > height / 3)
    blue = (37 * x + 91 * y) % 256
    return Image.fromarray(numpy.stack([red, green, blue], -1).astype(numpy.uint8), "RGB")


def smooth(width, height):
    """Without texture: nothing that two JPEG decoders could round far apart."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float64)
    channels = [40 + 5 * x, 200 - 4 * y - 2 * x, 90 + 3 * x + 2 * y]
    return Image.fromarray(numpy.clip(numpy.stack(channels, -1), 0, 255).astype(numpy.uint8), "RGB")


def write(name, data):
    with open(f"{OUT}/{name}", "wb") as file:
        file.write(data)


def encoded(image, form, **options):
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def levels(image):
    return numpy.asarray(image.convert("RGB"), dtype=numpy.float32)


def decoding(name, data):
    write(name, data)
    golden["decode." + name] = levels(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    return tags


source = picture(53, 37)
write("source.png", encoded(source, "PNG"))
for filter_name, resampling in (("bilinear", Image.BILINEAR), ("bicubic", Image.BICUBIC)):
    for width, height in ((20, 14), (53, 20), (31, 37), (70, 45), (7, 61), (1, 1)):
        golden[f"resize.{filter_name}.{width}x{height}"] = levels(source.resize((width, height), resampling))

colour = smooth(24, 16)
decoding("colour.jpg", encoded(colour, "JPEG", quality=95))
decoding("full-chroma.jpg", encoded(colour, "JPEG", quality=95, subsampling=0))
decoding("progressive.jpg", encoded(colour, "JPEG", quality=95, progressive=True))
decoding("grey.jpg", encoded(colour.convert("L"), "JPEG", quality=95))
lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
decoding("profile.jpg", encoded(colour, "JPEG", quality=95, icc_profile=lab))
cmyk = encoded(colour.convert("CMYK"), "JPEG", quality=98)
decoding("cmyk.jpg", cmyk)
marker = cmyk.index(b"Adobe")
ycck = Image.merge("CMYK", [*colour.convert("YCbCr").split(), Image.new("L", colour.size, 60)])
data = bytearray(encoded(ycck, "JPEG", quality=98))
data[data.index(b"Adobe") + 11] = 2
decoding("ycck.jpg", bytes(data))
for orientation in range(1, 9):
    decoding(f"orientation-{orientation}.jpg", encoded(smooth(16, 8), "JPEG", quality=95, exif=exif(orientation)))
decoding("orientation-6.png", encoded(picture(5, 3), "PNG", exif=exif(6)))

rgb = picture(9, 6)
alpha = Image.new("L", rgb.size, 80)
decoding("colour.png", encoded(rgb, "PNG"))
decoding("alpha.png", encoded(Image.merge("RGBA", [*rgb.split(), alpha]), "PNG"))
decoding("grey.png", encoded(rgb.convert("L"), "PNG"))
decoding("grey-alpha.png", encoded(Image.merge("LA", [rgb.convert("L"), alpha]), "PNG"))
decoding("palette.png", encoded(rgb.quantize(8), "PNG", transparency=2))
decoding("bits.png", encoded(rgb.convert("1"), "PNG"))
decoding("gamma.png", encoded(rgb, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def raw_png(width, height, bits, colour_type, rows):
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    scanlines = b"".join(b"\0" + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(scanlines))
            + chunk(b"IEND", b""))


deep = numpy.asarray(rgb).astype(numpy.uint16) * 256 + 17
decoding("deep.png", raw_png(9, 6, 16, 2, [row.astype(">u2").tobytes() for row in deep]))
# Pillow cuts 16-bit grey off at 255: here the high byte is the golden value.
write("deep-grey.png", raw_png(9, 6, 16, 0, [row.astype(">u2").tobytes() for row in deep[:, :, 0]]))
golden["decode.deep-grey.png"] = numpy.repeat(numpy.asarray(rgb).astype(numpy.float32)[:, :, :1], 3, -1)
# A header that promises 60,000 x 60,000 pixels.
write("bomb.png", raw_png(60000, 60000, 8, 2, [b"\0"]))

photo = picture(61, 83)
write("photo.png", encoded(photo, "PNG"))
width, height = photo.size
resized = photo.resize((32, int(32 * height / width)), Image.BILINEAR)
left, top = (int(round((side - 25) / 2.0)) for side in resized.size)
golden["fit.32.25"] = levels(resized.crop((left, top, left + 25, top + 25)))

header, offset = {}, 0
for name, tensor in sorted(golden.items()):
    size = 2 * tensor.size
    header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [offset, offset + size]}
    offset += size
header["__metadata__"] = {"pillow": __version__}
text = json.dumps(header).encode()
body = b"".join(tensor.astype("<f2").tobytes() for _, tensor in sorted(golden.items()))
write("golden.safetensors", struct.pack("<Q", len(text)) + text + body)
