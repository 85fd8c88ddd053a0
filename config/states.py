"""State tables: every allowed status change is one row, read by actions, tests and the diagrams in `docs/`."""

from dataclasses import dataclass

from config.refusal import Refused


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed change: from `source` to `target`, recorded under the trail verb `verb`."""

    source: str
    target: str
    verb: str
    notice: str = ""


@dataclass(frozen=True)
class StateTable:
    """All allowed moves of one kind of row. `labels` gives each state in words."""

    name: str
    labels: dict[str, str]
    moves: tuple[Move, ...]

    def move(self, source: str, target: str) -> Move:
        """The row for this change. Raises Refused with a sentence that names what is possible instead."""
        for move in self.moves:
            if (move.source, move.target) == (source, target):
                return move
        if source == target:
            raise Refused(f"This {self.name} is “{self.labels[source].lower()}” already.")
        possible = [self.labels[move.target].lower() for move in self.moves if move.source == source]
        instead = f"From here it can become: {', '.join(possible)}." if possible else "Nothing follows after that."
        raise Refused(
            f"This {self.name} is “{self.labels[source].lower()}”, so it cannot become "
            f"“{self.labels[target].lower()}”. {instead}"
        )

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.labels.items())

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{label}" as {state}' for state, label in self.labels.items()]
        lines += [f"    {move.source} --> {move.target}: {move.verb}" for move in self.moves]
        return "\n".join(lines)
