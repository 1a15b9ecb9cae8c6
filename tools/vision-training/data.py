"""The open product photographs as arrays: pictures, labels and a validation part cut by product."""
import csv
import hashlib
import io
import pathlib
import re
import tarfile

import numpy as np
from PIL import Image

HEIGHT, WIDTH = 80, 60
WORDS = 400
GENDERS = {"men": 0, "mens": 0, "man": 0, "women": 1, "womens": 1, "woman": 1, "boys": 2, "boy": 2,
           "girls": 3, "girl": 3, "unisex": 4, "kids": 5, "kid": 5}


def load(data_dir, cache_dir):
    """Rows of the CSV and their pictures (n, 80, 60, 3) uint8, cached because decoding takes a minute."""
    data_dir, cache_dir = pathlib.Path(data_dir), pathlib.Path(cache_dir)
    rows = list(csv.DictReader(open(data_dir / "fashion-products.csv", encoding="utf-8")))
    cache = cache_dir / "pictures.npy"
    if not cache.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        place = {row["image"]: i for i, row in enumerate(rows)}
        pictures = np.empty((len(rows), HEIGHT, WIDTH, 3), np.uint8)
        with tarfile.open(data_dir / "fashion-products.tar.gz") as archive:
            for member in archive:
                name = member.name.removeprefix("./")
                if name in place:
                    pictures[place[name]] = letterbox(Image.open(io.BytesIO(archive.extractfile(member).read())))
        np.save(cache, pictures)
    return rows, np.load(cache, mmap_mode="r")


def letterbox(image):
    """The whole picture inside 60 x 80, on white: the same rule as EmbeddingInput in C#."""
    image = image.convert("RGB")
    if image.size == (WIDTH, HEIGHT):
        return np.asarray(image)
    scale = min(WIDTH / image.width, HEIGHT / image.height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    canvas = Image.new("RGB", (WIDTH, HEIGHT), "white")
    canvas.paste(image.resize(size, Image.BOX if scale < 1 else Image.BILINEAR),
                 ((WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2))
    return np.asarray(canvas)


def is_validation(product_id):
    """About 4,300 of the 39,775 products, by a hash of the product, so that every run cuts the same."""
    return int(hashlib.sha1(product_id.encode()).hexdigest()[:8], 16) % 1000 < 108


class Labels:
    """Integer labels of every head, and the title words as a multi-hot matrix."""

    def __init__(self, rows):
        self.validation = np.array([is_validation(r["product_id"]) for r in rows])
        self.types, self.type_names = encode([r["article_type"] for r in rows])
        self.colours, self.colour_names = encode([r["base_colour"] for r in rows])
        self.subs, self.sub_names = encode([r["sub_category"] for r in rows])
        self.usages, self.usage_names = encode([r["usage"] for r in rows])
        pairs = [(r["article_type"], r["base_colour"]) for r in rows]
        self.pairs, self.pair_names = encode(pairs)
        tokens = [re.findall(r"[a-z]+", r["title"].lower()) for r in rows]
        self.genders = np.array([next((GENDERS[t] for t in ts if t in GENDERS), -1) for ts in tokens])
        counts = {}
        for ts, held in zip(tokens, self.validation):
            for t in set(ts):
                if not held:
                    counts[t] = counts.get(t, 0) + 1
        self.word_names = sorted(counts, key=lambda t: (-counts[t], t))[:WORDS]
        place = {t: i for i, t in enumerate(self.word_names)}
        self.words = np.zeros((len(rows), WORDS), np.uint8)
        for i, ts in enumerate(tokens):
            for t in ts:
                if t in place:
                    self.words[i, place[t]] = 1


def encode(values):
    names = sorted(set(values))
    place = {n: i for i, n in enumerate(names)}
    return np.array([place[v] for v in values]), names
