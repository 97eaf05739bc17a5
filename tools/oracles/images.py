"""Small images written and read by ImageMagick: PNG of every colour type, depth, filter and interlace; JPEG, baseline and progressive.

Needs ImageMagick's `convert`, and no PyTorch.
"""
import base64
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 13, 9


def convert(*arguments, stdin=None):
    return subprocess.run(['convert', *arguments], input=stdin, check=True, capture_output=True).stdout


def text(data):
    return base64.b64encode(data).decode()


# Smooth colours with an edge in them, and transparency that varies.
pixels = bytes(
    value
    for y in range(HEIGHT)
    for x in range(WIDTH)
    for value in (19 * x, 27 * y, 255 if x > y else 11 * (x + y), 255 - 8 * x - 10 * y)
)
source = ['-size', f'{WIDTH}x{HEIGHT}', '-depth', '8', 'rgba:-']

cases = []


def add(name, kind, arguments, channels):
    order = {1: 'gray', 3: 'rgb', 4: 'rgba'}[channels]
    with tempfile.TemporaryDirectory() as folder:
        file = f'{folder}/image.{kind}'
        convert(*source, *arguments, file, stdin=pixels)
        data = pathlib.Path(file).read_bytes()
        raw = convert(file, '-depth', '8', f'{order}:-')
    assert len(raw) == WIDTH * HEIGHT * channels, (name, len(raw))
    cases.append({'name': name, 'file': text(data), 'width': WIDTH, 'height': HEIGHT, 'channels': channels, 'pixels': text(raw)})


gray = ['-alpha', 'off', '-colorspace', 'Gray']
for filter in range(5):
    add(f'png, filter {filter}', 'png', ['-alpha', 'off', '-define', f'png:compression-filter={filter}', '-define', 'png:color-type=2'], 3)
add('png, alpha', 'png', ['-define', 'png:color-type=6'], 4)
add('png, interlaced', 'png', ['-alpha', 'off', '-interlace', 'PNG', '-define', 'png:color-type=2'], 3)
add('png, 16 bits', 'png', ['-alpha', 'off', '-define', 'png:color-type=2', '-define', 'png:bit-depth=16'], 3)
for depth in (1, 2, 4, 8, 16):
    more = [] if depth > 4 else ['-posterize', str(2 ** depth)]
    add(f'png, gray of {depth} bits', 'png', [*gray, *more, '-define', 'png:color-type=0', '-define', f'png:bit-depth={depth}'], 1)
for depth, colors in ((1, 2), (2, 4), (4, 16), (8, 200)):
    add(f'png, palette of {depth} bits', 'png',
        ['-alpha', 'off', '+dither', '-colors', str(colors), '-define', 'png:color-type=3', '-define', f'png:bit-depth={depth}'], 3)
add('png, interlaced gray of 1 bit', 'png',
    [*gray, '-posterize', '2', '-interlace', 'PNG', '-define', 'png:color-type=0', '-define', 'png:bit-depth=1'], 1)
add('jpeg, baseline', 'jpg', ['-alpha', 'off', '-quality', '92', '-sampling-factor', '4:4:4'], 3)
add('jpeg, progressive', 'jpg', ['-alpha', 'off', '-quality', '92', '-sampling-factor', '4:4:4', '-interlace', 'JPEG'], 3)
add('jpeg, gray', 'jpg', [*gray, '-quality', '92'], 1)

version = subprocess.run(['convert', '-version'], capture_output=True, text=True).stdout.split('\n')[0]
folder = ROOT / 'packages/data/golden'
folder.mkdir(exist_ok=True)
lines = ',\n'.join(json.dumps(case) for case in cases)
(folder / 'images.json').write_text(f'{{"source": {json.dumps(version)}, "cases": [\n{lines}\n]}}\n')
