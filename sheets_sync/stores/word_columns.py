"""What one sheet of a staff book is to hold: a line in A1, and words down some of its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordColumns:
    """`columns` are by number (from 1); from `first_row` down the sheet holds nothing else, what
    stands above it stays, A1 apart."""

    title: str
    line: str
    first_row: int
    columns: Mapping[int, Sequence[str]]

    @property
    def height(self) -> int:
        """The last row with a word."""
        return self.first_row - 1 + max(map(len, self.columns.values()), default=0)

    @property
    def width(self) -> int:
        """The last column that is ours."""
        return max(self.columns, default=1)

    def rows(self) -> Iterator[tuple[int, dict[int, str]]]:
        """Each row with words: its number, the words by column."""
        for row in range(self.first_row, self.height + 1):
            at = row - self.first_row
            words = {
                n: self.columns[n][at] for n in sorted(self.columns) if at < len(self.columns[n])
            }
            yield row, {number: word for number, word in words.items() if word}
