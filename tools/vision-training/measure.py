"""What the validation part says of a network: accuracy of its heads, and precision of the ten nearest."""
import numpy as np
import torch

MEAN, SCALE = 213.0, 1 / 70.0


def outputs(model, pictures, index, batch=256):
    """Features and logits of the pictures at index, in bf16: good enough to choose by, twice as fast."""
    model.eval()
    parts = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(index), batch):
            x = torch.from_numpy(pictures[index[at:at + batch]]).permute(0, 3, 1, 2).float()
            x = ((x - MEAN) * SCALE).contiguous(memory_format=torch.channels_last)
            parts.append({k: v.float() for k, v in model(x).items()})
    return {k: torch.cat([p[k] for p in parts]).numpy() for k in parts[0]}


def softmax(logits, sharpness=1.0):
    z = np.exp(sharpness * (logits - logits.max(1, keepdims=True)))
    return z / z.sum(1, keepdims=True)


def precision(scores, types, colours, k=10):
    """P@10 on type and on type + colour; scores (n, n) of everything against everything."""
    np.fill_diagonal(scores, -np.inf)
    near = np.argpartition(-scores, k, axis=1)[:, :k]
    same = types[near] == types[:, None]
    return same.mean(), (same & (colours[near] == colours[:, None])).mean()


def report(model, pictures, labels):
    index = np.nonzero(labels.validation)[0]
    out = outputs(model, pictures, index)
    types, colours, subs = labels.types[index], labels.colours[index], labels.subs[index]
    pt, pc = softmax(out["kind"]), softmax(out["colour"])
    p = precision((pt @ pt.T) * (0.3 + pc @ pc.T), types, colours)
    return (f"type {np.mean(out['kind'].argmax(1) == types):.4f} colour {np.mean(out['colour'].argmax(1) == colours):.4f} "
            f"sub {np.mean(out['sub'].argmax(1) == subs):.4f} p10 {p[0]:.4f} {p[1]:.4f}")
