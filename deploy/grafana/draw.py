#!/usr/bin/env python3
"""Draws the dashboards beside this file from a Prometheus, without Grafana.

    pip install matplotlib pillow
    draw.py http://localhost:9090 docs/pictures [MINUTES]

Writes one picture a dashboard, dashboard-NAME.png, of the last MINUTES (15). Panels are where Grafana has
them; graphs and single figures are drawn, nothing else.
"""

import datetime
import json
import pathlib
import re
import sys
import time
import urllib.parse
import urllib.request

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates as dates
import matplotlib.pyplot as plot
from matplotlib.ticker import FuncFormatter
from PIL import Image

COLUMNS = 24
INCH_PER_COLUMN = 0.62
INCH_PER_ROW = 0.36


def ask(base, path, **query):
    with urllib.request.urlopen(f"{base}/api/v1/{path}?{urllib.parse.urlencode(query)}") as answer:
        return json.load(answer)["data"]["result"]


def expression(target):
    return target["expr"].replace("$__rate_interval", "1m").replace("$job", ".*")


def label(target, metric):
    legend = target.get("legendFormat") or ""
    return re.sub(r"\{\{(\w+)\}\}", lambda name: metric.get(name[1], ""), legend).strip()


def shown(value, unit):
    if unit == "percentunit":
        return f"{value * 100:.3g} %"
    if unit == "s":
        return f"{value * 1000:.3g} ms" if 0 < value < 1 else f"{value:.3g} s"
    if unit in ("bytes", "decbytes"):
        return f"{value / 2**20:.3g} MiB"
    return f"{value:.4g}"


def unit_of(panel):
    return panel.get("fieldConfig", {}).get("defaults", {}).get("unit", "short")


def draw_stat(axes, panel, base):
    found = [series for target in panel["targets"] for series in ask(base, "query", query=expression(target))]
    axes.axis("off")
    value = shown(float(found[0]["value"][1]), unit_of(panel)) if found else "no data"
    axes.text(0.5, 0.45, value, ha="center", va="center", fontsize=15, color="#3d37c9", weight="bold")


def draw_series(axes, panel, base, minutes):
    end = time.time()
    for target in panel["targets"]:
        query = {"query": expression(target), "start": end - minutes * 60, "end": end, "step": max(5, minutes * 60 // 180)}
        for series in ask(base, "query_range", **query):
            points = [(datetime.datetime.fromtimestamp(when), float(value)) for when, value in series["values"]]
            axes.plot(*zip(*points), label=label(target, series["metric"]), linewidth=1.2)
    axes.set_xlim(datetime.datetime.fromtimestamp(end - minutes * 60), datetime.datetime.fromtimestamp(end))
    axes.xaxis.set_major_locator(dates.MinuteLocator(interval=max(1, minutes // 4)))
    axes.xaxis.set_major_formatter(dates.DateFormatter("%H:%M"))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: shown(value, unit_of(panel))))
    axes.set_ylim(bottom=0)
    axes.tick_params(labelsize=6.5)
    axes.grid(alpha=0.25)
    labels = axes.get_legend_handles_labels()[1]
    if labels:
        axes.legend(fontsize=6 if len(labels) < 8 else 4.5, loc="upper left", framealpha=0.6, ncols=1 + len(labels) // 8)


def draw(file, base, out, minutes):
    dashboard = json.loads(file.read_text())
    rows = max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in dashboard["panels"]) + 1
    figure = plot.figure(figsize=(COLUMNS * INCH_PER_COLUMN, rows * INCH_PER_ROW), dpi=80)
    figure.suptitle(dashboard["title"], x=0.015, y=1 - 0.3 / rows, ha="left", va="top", fontsize=13, weight="bold")
    for panel in dashboard["panels"]:
        at = panel["gridPos"]
        left, top = at["x"] / COLUMNS, 1 - (at["y"] + 1.2) / rows
        if panel["type"] == "row":
            figure.text(left + 0.015, top - 0.7 / rows, panel["title"], fontsize=10, weight="bold", va="center")
            continue
        box = (left + 0.04, top - (at["h"] - 1.0) / rows, at["w"] / COLUMNS - 0.06, (at["h"] - 2.2) / rows)
        axes = figure.add_axes(box)
        axes.set_title(panel["title"], fontsize=8, loc="left")
        if panel["type"] == "stat":
            draw_stat(axes, panel, base)
        else:
            draw_series(axes, panel, base, minutes)
    to = out / f"dashboard-{file.stem}.png"
    figure.savefig(to)
    plot.close(figure)
    # A quarter of the size.
    Image.open(to).convert("RGB").quantize(48).save(to, optimize=True)
    print(to)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    base, out = sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2])
    minutes = int(sys.argv[3]) if len(sys.argv) == 4 else 15
    for file in sorted((pathlib.Path(__file__).parent / "dashboards").glob("*.json")):
        draw(file, base, out, minutes)


main()
