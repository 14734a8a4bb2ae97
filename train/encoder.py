"""Train the encoder coder on the corpus: `make train` (an hour on two cores).

In: the train and dev parts of `corpus/`. Out, beside the coder: `encoder.onnx` (int8), and `encoder.json` with what the
model says, how its proposals are weighed (`train/weigh.py`) and the threshold, both chosen on the dev part. Seeded; a pass
that has ended is kept in `build/encoder.pt`, and a run that was stopped goes on from it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from multipolar.read.coders.encoder import candidates, read
from multipolar.read.coders.model import Card, readings, stacked
from multipolar.read.coders.tape import SLOTS, tape
from train.corpus import ROOT, described, pages, part
from train.network import Network
from train.shrink import shrink
from train.targets import MODES, STATUSES, TYPES, examples
from train.weigh import least_any, ruled, weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from multipolar.read.coders.model import Run
    from train.corpus import Page
    from train.targets import Act, Example
    from train.weigh import Rows


PACKAGE = ROOT / "src/multipolar/read/coders"
CHECKPOINT = ROOT / "build/encoder.pt"
WHOLE = ROOT / "build/encoder.float.onnx"
PASSES, BATCH, SEED = 8, 8, 1
RATE, HEAD_RATE, DROP, WARM = (
    2.5e-4,
    1e-3,
    0.1,
    0.06,
)  # learning rates of encoder and heads; share of warming up
JITTER = 20  # pieces by which the lengths of windows read together may differ by chance
EMA = 0.995  # the model kept is the moving average of its last few hundred steps
TELLING = 2.0  # weight of a word that tells an act, beside one that does not
ANY = 0.5  # weight of telling any act of PLOVER, beside telling an event by the guide
OPTIONAL = 0.7  # weight of an optional event's type and roles
SHARE = {"telling": 0.7, "type": 1.0, "mode": 0.4, "status": 0.5, "role": 1.0}
BEST_FIRST = 0.3  # share of the loss that asks for the best type, not for any accepted one
TOLD = Card(TYPES, MODES, STATUSES)
SIZES = (len(TYPES), len(MODES), len(STATUSES))


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return the network's input for examples, with the places of the words that are judged (padded with 0)."""
    inputs = {name: torch.from_numpy(each) for name, each in stacked([e.window for e in batch]).items()}
    heads = [torch.from_numpy(each.window.heads) for each in batch]
    return {**inputs, "judged": torch.nn.utils.rnn.pad_sequence(heads, batch_first=True)}


def loss(network: Network, batch: Sequence[Example]) -> Tensor:
    """Return the loss of a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = dict(zip(SHARE, (each.float() for each in network(**tensors(batch))), strict=True))
    acts = [(row, act) for row, each in enumerate(batch) for act in each.acts]
    places = [int(np.searchsorted(batch[row].window.heads, act.position)) for row, act in acts]
    weights = [OPTIONAL if act.optional else 1.0 for _, act in acts]
    parts = {"telling": _telling(scores["telling"], batch)}
    for name, first in (("type", BEST_FIRST), ("mode", 0.1), ("status", 0.0)):
        values = [
            accepted(scores[name][row, place], wanted(act, name), first)
            for (row, act), place in zip(acts, places, strict=True)
        ]
        parts[name] = _mean(values, weights)
    roles = [
        (functional.cross_entropy(
            scores["role"][row, place, : len(act.roles)], torch.tensor(act.roles), reduction="sum"
        ), weight)
        for (row, act), place, weight in zip(acts, places, weights, strict=True)
        if act.roles is not None
    ]  # fmt: skip
    parts["role"] = _mean([value for value, _ in roles], [weight for _, weight in roles])
    return torch.stack([SHARE[name] * value for name, value in parts.items()]).sum()


def wanted(act: Act, name: str) -> list[int]:
    """Return the accepted labels of an act."""
    return {"type": act.types, "mode": act.modes, "status": act.statuses}[name]


def accepted(score: Tensor, labels: list[int], first: float) -> Tensor:
    """Return the loss of a label set: any of them is right, the first a little more so."""
    logp = score.log_softmax(-1)[labels]
    return -(1 - first) * logp.logsumexp(0) - first * logp[0]


def _telling(score: Tensor, batch: Sequence[Example]) -> Tensor:
    """Return the loss of telling words from others, per word that tells: of events, and of any act where that is known."""
    rows = [
        functional.binary_cross_entropy_with_logits(
            score[row, : len(each.window.heads)].T, torch.from_numpy(each.tells).float(), reduction="none"
        ) * torch.from_numpy(each.weight * (1 + (TELLING - 1) * each.tells)).float()
        for row, each in enumerate(batch)
    ]  # fmt: skip
    told = np.sum([(each.tells * each.weight).sum(axis=1) for each in batch], axis=0)
    lost = (
        torch.stack([row.sum(dim=1) for row in rows]).sum(dim=0)
        / torch.from_numpy(np.maximum(told, 4.0)).float()
    )
    return lost @ torch.tensor([1.0, ANY])


def _mean(values: list[Tensor], weights: list[float]) -> Tensor:
    if not values:
        return torch.zeros(())
    return torch.stack(values) @ torch.tensor(weights) / sum(weights)


def groups(network: Network) -> list[dict[str, object]]:
    """Return the weights by learning rate and decay."""
    encoder, thin, heads = [], [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            (heads if not name.startswith("bert") else thin if weight.ndim < 2 else encoder).append(weight)
    return [
        {"params": encoder, "lr": RATE, "weight_decay": 0.01},
        {"params": thin, "lr": RATE, "weight_decay": 0.0},
        {"params": heads, "lr": HEAD_RATE, "weight_decay": 0.01},
    ]


def batches(train: Sequence[Page], chance: random.Random) -> list[list[Example]]:
    """Return one pass over the pages: windows of like length together, in random order."""
    made = [each for page in train for each in examples(page, chance) if len(each.window.heads)]
    made.sort(key=lambda each: len(each.window.pieces) + chance.random() * JITTER)
    found = [made[first : first + BATCH] for first in range(0, len(made), BATCH)]
    chance.shuffle(found)
    return found


def fit(train: Sequence[Page], dev: Sequence[Page], *, passes: int) -> torch.nn.Module:
    """Train, saving after each pass; return the averaged network."""
    torch.manual_seed(SEED)
    network = Network(SIZES, drop=DROP)
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(EMA))
    optimizer = torch.optim.AdamW(groups(network), betas=(0.9, 0.98), fused=True)
    steps = passes * math.ceil(sum(1 for page in train for _ in examples(page)) * 1.15 / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    first = resume(network, averaged, optimizer, rate)
    for turn in range(first, passes):
        start, total = time.time(), 0.0
        rows = batches(train, random.Random(SEED * 1000 + turn))
        for batch in rows:
            value = loss(network, batch)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad()
            averaged.update_parameters(network)
            total += float(value.detach())
        print(
            f"pass {turn + 1} of {passes}: loss {total / len(rows):.3f}, {time.time() - start:.0f} s",
            flush=True,
        )
        save(turn + 1, network, averaged, optimizer, rate)
        if dev and (turn % 3 == 2 or turn == passes - 1):
            print(f"  dev: {weighed(proposed(by_network(averaged.module), dev), TOLD)[1]}", flush=True)
    return averaged.module


def save(turn: int, *parts: object) -> None:
    """Keep a pass that has ended."""
    CHECKPOINT.parent.mkdir(exist_ok=True)
    torch.save([turn, *(each.state_dict() for each in parts)], CHECKPOINT)  # type: ignore[attr-defined]


def resume(*parts: object) -> int:
    """Take up a run that was stopped; return the number of passes done."""
    if not CHECKPOINT.exists():
        return 0
    turn, *states = torch.load(CHECKPOINT, weights_only=False)
    for part_, state in zip(parts, states, strict=True):
        part_.load_state_dict(state)  # type: ignore[attr-defined]
    print(f"going on after pass {turn} ({CHECKPOINT})")
    return int(turn)


def by_network(network: torch.nn.Module) -> Run:
    """Return how to run a network."""

    def run(inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        network.eval()
        with torch.no_grad():
            scores = network(**{name: torch.from_numpy(each) for name, each in inputs.items()})
        network.train()
        return [each.float().numpy() for each in scores]

    return run


def by_file(model: Path) -> Run:
    """Return how to run an exported model."""
    from onnxruntime import InferenceSession

    session = InferenceSession(model, providers=["CPUExecutionProvider"])
    return lambda inputs: session.run(None, inputs)


def proposed(run: Run, dev: Sequence[Page], told: Card = TOLD) -> Rows:
    """Return what is proposed on each page."""
    return [(page, list(candidates(page.scene, read(page.scene, told, run), told))) for page in dev]


def export(network: torch.nn.Module, target: Path) -> None:
    """Write the network as ONNX with int8 weights."""
    plain = Network(SIZES, drop=0.0, attention="eager")
    plain.load_state_dict(network.state_dict())
    plain.eval()
    names = ("pieces", "known", "sentence", "slot", "party", "relation")
    shapes = ((2, 9), (2, 9), (2, 9), (2, 9), (2, SLOTS), (2, 9, SLOTS))
    sample = tuple(torch.ones(*shape, dtype=torch.long) for shape in shapes)
    axes = {name: {0: "window", 1: "piece"} for name in (*names, *SHARE)} | {"party": {0: "window"}}
    torch.onnx.export(
        plain, sample, str(WHOLE), input_names=list(names), output_names=list(SHARE), opset_version=17,
        dynamic_axes=axes, dynamo=False,
    )  # fmt: skip
    shrink(WHOLE, target)


def chosen(run: Run, dev: Sequence[Page], short: Sequence[Page]) -> Card:
    """Return the card of a model with all that is chosen on held-out pages and briefs."""
    heard = [
        [(page, list(readings(tape(page.scene), TOLD, run, least=0))) for page in part_]
        for part_ in (dev, short)
    ]
    told = replace(
        TOLD, ruled=ruled([row for rows in heard for row in rows]), corpus=described(part("train"))
    )
    found, figures = weighed(proposed(run, dev, told), told)
    print(f"dev, int8:  {figures}  at confidence {found.least}; the status by rule counts {told.ruled}")
    least, share = least_any(heard[1], told)
    print(f"briefs, all acts of PLOVER: F1 of type {share:.3f} at confidence {least}")
    return replace(found, least_any=least)


def main() -> None:
    """Train, export, calibrate."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--passes", type=int, default=PASSES)
    ask.add_argument("--target", type=Path, default=PACKAGE / "encoder.onnx")
    options = ask.parse_args()
    train, held = ([page for path in part(name) for page in pages(path)] for name in ("train", "dev"))
    dev, short = ([page for page in held if page.brief == brief] for brief in (False, True))
    print(
        f"{len(train)} documents to train on, {len(dev)} pages and {len(short)} briefs held out", flush=True
    )
    network = fit(train, dev, passes=options.passes)
    print(f"dev, float: {weighed(proposed(by_network(network), dev), TOLD)[1]}")
    export(network, options.target)
    run = by_file(options.target)
    options.target.with_suffix(".json").write_text(
        json.dumps(asdict(chosen(run, dev, short)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
