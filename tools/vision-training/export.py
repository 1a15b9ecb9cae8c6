"""Turns a checkpoint into the weight file of the C# engine, and a reference vector for its equality test.

The batch norms are folded into the filters. The embedding is the one ProductHead describes; its axes are the strongest
directions of k x (w, c) over training pictures, kinds weighted by the inverse root of how common they are.

    python3 export.py --data DIR --work DIR --out product-network.bin --reference FOLDER
"""
import argparse
import pathlib
import struct

import numpy as np
import torch

import data
import measure
from network import Network


def fold(filter_, norm):
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return filter_ * scale[:, None, None, None], norm.bias - norm.running_mean * scale


def folded_tensors(model):
    tensors = {}

    def add(name, filter_, norm):
        tensors[name + ".weight"], tensors[name + ".bias"] = fold(filter_.weight, norm)

    add("stem", model.stem[0], model.stem[1])
    for s, stage in enumerate(model.stages):
        for b, block in enumerate(stage):
            name = f"stages.{s}.{b}"
            add(name + ".conv1", block.conv1, block.norm1)
            add(name + ".conv2", block.conv2, block.norm2)
            if block.shortcut is not None:
                add(name + ".shortcut", block.shortcut[0], block.shortcut[1])
    scale = model.norm.weight / torch.sqrt(model.norm.running_var + model.norm.eps)
    tensors["features.scale"], tensors["features.shift"] = scale, model.norm.bias - model.norm.running_mean * scale
    return {name: value.detach().numpy() for name, value in tensors.items()}


def unit(x):
    return x / np.maximum(1e-12, np.linalg.norm(x, axis=1, keepdims=True))


class Head:
    """The same arithmetic as ProductHead, fitted on training pictures."""

    def __init__(self, features, kind, colour, kinds, sharp_kind, sharp_colour, colour_free, looks_weight, axes, looks, balance):
        self.kind = [sharp_kind * p.detach().numpy() for p in (kind.weight, kind.bias)]
        self.colour = [sharp_colour * p.detach().numpy() for p in (colour.weight, colour.bias)]
        self.free, self.looks_weight = colour_free, looks_weight
        k, c = self.beliefs(features)
        weight = (np.bincount(kinds, minlength=k.shape[1]) + 1.0)[kinds] ** -balance
        u = np.linalg.eigh((k * weight[:, None]).T @ k)[1][:, ::-1]
        v = np.linalg.eigh(c.T @ c)[1][:, ::-1]
        energy = ((k @ u) ** 2 * weight[:, None]).T @ ((c @ v) ** 2)
        i, j = np.unravel_index(np.argsort(-energy.ravel())[:axes], energy.shape)
        self.pairs, self.u, self.v = np.stack([i, j], 1), u[:, :i.max() + 1], v[:, :j.max() + 1]
        f = unit(features)
        self.looks = np.linalg.eigh(f.T @ f)[1][:, ::-1][:, :looks]

    def beliefs(self, features):
        k = unit(measure.softmax(features @ self.kind[0].T + self.kind[1]))
        c = unit(measure.softmax(features @ self.colour[0].T + self.colour[1]))
        return k, np.hstack([np.full((len(c), 1), np.sqrt(self.free)), c]) / np.sqrt(1 + self.free)

    def embed(self, features):
        k, c = self.beliefs(features)
        product = unit((k @ self.u)[:, self.pairs[:, 0]] * (c @ self.v)[:, self.pairs[:, 1]])
        return unit(np.hstack([product, self.looks_weight * unit(unit(features) @ self.looks)]))

    def tensors(self):
        root = np.sqrt(1 + self.free)
        return {"kind.weight": self.kind[0], "kind.bias": self.kind[1], "colour.weight": self.colour[0], "colour.bias": self.colour[1],
                "kind.axes": self.u.T, "colour.axes": self.v[1:].T / root, "colour.offset": self.v[0] * np.sqrt(self.free) / root,
                "looks.axes": self.looks.T, "pairs": self.pairs.ravel(), "looks.weight": np.array([self.looks_weight])}


def features_of(model, pictures, index, batch=256):
    parts = []
    with torch.no_grad():
        for at in range(0, len(index), batch):
            x = torch.from_numpy(pictures[index[at:at + batch]]).permute(0, 3, 1, 2).float()
            x = ((x - measure.MEAN) * measure.SCALE).contiguous(memory_format=torch.channels_last)
            parts.append(model.norm(model.features(x)))
    return torch.cat(parts).numpy()


def write(path, version, tensors):
    def text(value):
        raw = value.encode()
        return struct.pack("<H", len(raw)) + raw

    with open(path, "wb") as file:
        file.write(b"MARUVIS1" + text(version))
        for name, value in tensors.items():
            value = np.asarray(value)
            file.write(text(name) + struct.pack("<B", value.ndim) + struct.pack(f"<{value.ndim}i", *value.shape))
            file.write(value.astype("<f2").tobytes())


def reference_pictures():
    """Four pictures made by rule, so that the equality test needs no photograph."""
    y, x = np.mgrid[0:data.HEIGHT, 0:data.WIDTH]
    made = []
    for n in range(4):
        picture = np.full((data.HEIGHT, data.WIDTH, 3), 255, np.uint8)
        inside = (x - 30) ** 2 * (n + 1) + (y - 40) ** 2 < 900
        for channel in range(3):
            picture[..., channel][inside] = ((x * (channel + 1) + y * (n + 2) + 40 * n) % 256)[inside]
        made.append(picture)
    return np.stack(made)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", required=True)
    args.add_argument("--work", required=True)
    args.add_argument("--name", default="default")
    args.add_argument("--version", default="maru-product-1")
    args.add_argument("--out", required=True)
    args.add_argument("--reference", required=True)
    for name, value in [("sharp-kind", 0.8), ("sharp-colour", 1.0), ("colour-free", 0.6), ("looks-weight", 0.4), ("balance", 0.5)]:
        args.add_argument("--" + name, type=float, default=value)
    args.add_argument("--axes", type=int, default=224)
    args.add_argument("--looks", type=int, default=32)
    args.add_argument("--fit-on", type=int, default=12000)
    args = args.parse_args()
    torch.set_num_threads(1)
    work = pathlib.Path(args.work)
    rows, pictures = data.load(args.data, work)
    labels = data.Labels(rows)
    saved = torch.load(work / f"{args.name}.pt")
    model = Network(saved["heads"]).to(memory_format=torch.channels_last)
    model.load_state_dict(saved["average"])
    model.eval()
    fit = np.sort(np.random.default_rng(0).permutation(np.nonzero(~labels.validation)[0])[:args.fit_on])
    head = Head(features_of(model, pictures, fit), model.heads["kind"], model.heads["colour"], labels.types[fit], args.sharp_kind,
                args.sharp_colour, args.colour_free, args.looks_weight, args.axes, args.looks, args.balance)
    write(args.out, args.version, {**folded_tensors(model), **head.tensors()})
    made = reference_pictures()
    folder = pathlib.Path(args.reference)
    made.tofile(folder / "reference-pictures.rgb")
    head.embed(features_of(model, made, np.arange(len(made)))).astype("<f4").tofile(folder / "reference-vectors.f32")
    held = np.nonzero(labels.validation)[0]
    e = head.embed(features_of(model, pictures, held))
    print("validation P@10 %.4f %.4f" % measure.precision(e @ e.T, labels.types[held], labels.colours[held]),
          "bytes", pathlib.Path(args.out).stat().st_size, "dimensions", e.shape[1])


if __name__ == "__main__":
    main()
