"""A chart as SVG: microseconds for a decision over the number of rules, in powers of ten."""

import math

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 34, 46
COLOURS = ["#0b7a75", "#14a098", "#0f5c99", "#7a5195", "#d1495b", "#c77d0a", "#5c6670"]


def chart(rows, sizes):
    """The text of the chart; `rows` has values by name, of which those that are texts are gaps."""
    values = [v for row in rows.values() for v in row if not isinstance(v, str)]
    low = math.floor(math.log10(min(values)))
    high = math.ceil(math.log10(max(values)))

    def x(size):
        return LEFT + (math.log10(size) - 1) / 3 * (WIDTH - LEFT - RIGHT)

    def y(value):
        return TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def text(place, height, words, **more):
        more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        return f'<text x="{place:.0f}" y="{height:.0f}"{more}>{words}</text>'

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Helvetica, Arial, sans-serif" '
        'font-size="13" fill="#333333">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(LEFT, 18, "Microseconds for a decision, by the number of rules", font_weight="bold"),
    ]
    for power in range(low, high + 1):
        height = y(10**power)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{height:.0f}" y2="{height:.0f}" '
            'stroke="#e2e2e2"/>'
        )
        parts.append(text(LEFT - 8, height + 4, f"{10**power:,g}", text_anchor="end"))
    for size in sizes:
        parts.append(text(x(size), HEIGHT - 20, f"{size:,}", text_anchor="middle"))
    for colour, name, points, label in _lines(rows, sizes, x, y):
        line = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in points]
        parts.append(text(points[-1][0] + 10, label + 4, name, fill=colour))
    return "\n".join(parts + ["</svg>"]) + "\n"


def _lines(rows, sizes, x, y):
    """For each row its colour, name, points, and a height for its name that is free."""
    lines = []
    for colour, (name, row) in zip(COLOURS, rows.items()):
        points = [(x(s), y(v)) for s, v in zip(sizes, row) if not isinstance(v, str)]
        if points:
            lines.append([colour, name, points, points[-1][1]])
    lines.sort(key=lambda line: line[3])
    for above, below in zip(lines, lines[1:]):
        # Names that end elsewhere are not in the way.
        if above[2][-1][0] == below[2][-1][0]:
            below[3] = max(below[3], above[3] + 15)
    return lines
