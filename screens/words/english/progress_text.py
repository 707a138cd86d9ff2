"""Progress: the chart, the verdict, goals, phases, and the caseload."""

SENTENCES = {
    "figure.none": "–",
    "figure.minus": "−{number}",
    "figure.percent": "{number} %",
    "chart.label.one": "Chart of 1 score: {last} {counted} a minute",
    "chart.label.many": "Chart of {count} scores, from {first} to {last} {counted} a minute",
    "chart.mark": "{day}: {score} {unit}",
    "chart.goal": "goal {score}",
    "chart.break": "break",
    "chart.tap": "Tap a point to see its day and score.",
    "chart.legend.aim": "aim line",
    "chart.legend.trend": "trend, with its likely range",
    "chart.legend.norm": "norm",
    "chart.legend.left_out": "left out",
    "chart.legend.imported": "imported",
    "chart.legend.benchmark": "benchmark",
}
