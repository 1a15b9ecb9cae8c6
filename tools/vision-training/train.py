"""Trains the network by the clock: the learning rate follows the share of --minutes that has passed,
so a busy machine trains fewer epochs and still ends with a finished schedule. Resumes from its checkpoint.

    python3 train.py --data DIR --work DIR --minutes 90
"""
import argparse
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import measure
from network import Network

MEAN, SCALE = 213.0, 1 / 70.0


def orthogonalise(g):
    """Five Newton-Schulz steps towards the nearest semi-orthogonal matrix (Muon: Jordan et al. 2024)."""
    x = g.bfloat16()
    x = x / (x.float().norm() + 1e-7).bfloat16()
    flip = x.shape[0] > x.shape[1]
    x = x.t() if flip else x
    for _ in range(5):
        a = x @ x.t()
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return (x.t() if flip else x).float()


class Muon:
    """Momentum steps of orthogonalised gradients on filters kept at a fixed norm."""

    def __init__(self, parameters, momentum=0.9):
        self.parameters, self.momentum = list(parameters), momentum
        self.velocity = [torch.zeros_like(p) for p in self.parameters]

    def step(self, rate):
        with torch.no_grad():
            for p, v in zip(self.parameters, self.velocity):
                v.mul_(self.momentum).add_(p.grad)
                g = p.grad.add(v, alpha=self.momentum)
                p.mul_(len(p) ** 0.5 / p.norm())
                p.add_(orthogonalise(g.reshape(len(g), -1)).view_as(p), alpha=-rate)


def augment(pictures, size, rng):
    """Flip, shift, a little scale and turn, a little light. No change of hue: the colour is a label."""
    n = len(pictures)
    x = torch.from_numpy(pictures).permute(0, 3, 1, 2).float()
    flip = torch.from_numpy(rng.choice([-1.0, 1.0], n).astype(np.float32))
    scale = torch.from_numpy(np.exp(rng.uniform(-0.13, 0.13, n)).astype(np.float32))
    aspect = torch.from_numpy(np.exp(rng.uniform(-0.06, 0.06, n)).astype(np.float32))
    turn = torch.from_numpy((rng.normal(0, 0.05, n)).astype(np.float32))
    theta = torch.zeros(n, 2, 3)
    ratio = data.HEIGHT / data.WIDTH
    theta[:, 0, 0] = flip * scale * aspect * turn.cos()
    theta[:, 0, 1] = -scale * turn.sin() * ratio
    theta[:, 1, 0] = flip * scale * turn.sin() / ratio
    theta[:, 1, 1] = scale / aspect * turn.cos()
    theta[:, :, 2] = torch.from_numpy(rng.uniform(-0.1, 0.1, (n, 2)).astype(np.float32))
    grid = F.affine_grid(theta, (n, 3, *size), align_corners=False)
    x = F.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)
    gain = torch.from_numpy(rng.normal(1, 0.05, (n, 1, 1, 1)).astype(np.float32))
    light = torch.from_numpy(rng.normal(0, 6, (n, 1, 1, 1)).astype(np.float32))
    x = ((x - MEAN) * gain + light) * SCALE
    for i in np.nonzero(rng.random(n) < 0.35)[0]:
        h, w = rng.integers(size[0] // 8, size[0] // 3), rng.integers(size[1] // 8, size[1] // 3)
        top, left = rng.integers(0, size[0] - h), rng.integers(0, size[1] - w)
        x[i, :, top:top + h, left:left + w] = 0
    return x.contiguous(memory_format=torch.channels_last)


def loss_of(out, labels, index, smoothing):
    def entropy(name, target):
        return F.cross_entropy(out[name], torch.from_numpy(target[index]), label_smoothing=smoothing, ignore_index=-1)

    words = F.binary_cross_entropy_with_logits(out["word"], torch.from_numpy(labels.words[index]).float())
    return (entropy("kind", labels.types) + 0.8 * entropy("colour", labels.colours) + 0.4 * entropy("pair", labels.pairs)
            + 0.3 * entropy("sub", labels.subs) + 0.1 * entropy("usage", labels.usages)
            + 0.2 * entropy("gender", labels.genders) + 8.0 * words)


def rate_at(progress, stable):
    warm = min(1.0, progress / 0.02 + 0.05)
    return warm * (1.0 if progress < stable else max(0.0, (1 - progress) / (1 - stable)))


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data", required=True)
    args.add_argument("--work", required=True)
    args.add_argument("--minutes", type=float, required=True)
    args.add_argument("--name", default="default")
    args.add_argument("--batch", type=int, default=128)
    args.add_argument("--rate", type=float, default=0.018)
    args.add_argument("--stable", type=float, default=0.4, help="share of the time before the rate falls")
    args.add_argument("--small", type=float, default=0.45, help="share of the time at 64 x 48")
    args.add_argument("--threads", type=int, default=1)
    args.add_argument("--all", action="store_true", help="train on the validation part too")
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    work = pathlib.Path(args.work)
    rows, pictures = data.load(args.data, work)
    pictures = np.array(pictures)
    labels = data.Labels(rows)
    train = np.arange(len(rows)) if args.all else np.nonzero(~labels.validation)[0]
    heads = {"kind": len(labels.type_names), "colour": len(labels.colour_names), "pair": len(labels.pair_names),
             "sub": len(labels.sub_names), "usage": len(labels.usage_names), "gender": 6, "word": data.WORDS}
    model = Network(heads).to(memory_format=torch.channels_last)
    average = Network(heads).to(memory_format=torch.channels_last).eval()
    average.load_state_dict(model.state_dict())
    filters = [p for n, p in model.named_parameters() if p.ndim == 4]
    rest = [p for n, p in model.named_parameters() if p.ndim != 4]
    muon, adam = Muon(filters), torch.optim.AdamW(rest, 1.0, betas=(0.9, 0.98), weight_decay=0.0)
    checkpoint = work / f"{args.name}.pt"
    step = epoch = 0
    used = 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        adam.load_state_dict(saved["adam"])
        muon.velocity = saved["velocity"]
        step, epoch, used = saved["step"], saved["epoch"], saved["used"]
    start = time.time() - used
    total = args.minutes * 60
    while used < total:
        rng = np.random.default_rng(1000 + epoch)
        order, sums, model = rng.permutation(train), [], model.train()
        for at in range(0, len(order) - args.batch + 1, args.batch):
            used = time.time() - start
            progress = used / total
            if progress >= 1:
                break
            rate = rate_at(progress, args.stable)
            index = order[at:at + args.batch]
            x = augment(pictures[index], (64, 48) if progress < args.small else (data.HEIGHT, data.WIDTH), rng)
            with torch.autocast("cpu", torch.bfloat16):
                out = model(x, drop=0.1)
            loss = loss_of({k: v.float() for k, v in out.items()}, labels, index, 0.1)
            for p in model.parameters():
                p.grad = None
            loss.backward()
            for group in adam.param_groups:
                group["lr"] = 2e-3 * rate
            adam.step()
            muon.step(args.rate * rate)
            step += 1
            sums.append(loss.item())
            keep = min(0.998, 1 - 1 / (step / 8 + 1))
            with torch.no_grad():
                for a, b in zip(average.state_dict().values(), model.state_dict().values()):
                    a.lerp_(b, 1 - keep) if a.is_floating_point() else a.copy_(b)
        epoch += 1
        torch.save({"model": model.state_dict(), "average": average.state_dict(), "adam": adam.state_dict(),
                    "velocity": muon.velocity, "step": step, "epoch": epoch, "used": used, "heads": heads}, checkpoint)
        line = f"epoch {epoch} used {used:.0f}s loss {np.mean(sums):.4f}"
        if epoch % 3 == 0 or used >= total:
            line += " " + measure.report(average, pictures, labels)
        print(line, flush=True)


if __name__ == "__main__":
    main()
