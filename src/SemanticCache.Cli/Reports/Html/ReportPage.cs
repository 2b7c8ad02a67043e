namespace SemanticCache.Cli.Reports.Html;

/// <summary>Writes a report as one page: no scripts, nothing that is loaded from anywhere.</summary>
internal static class ReportPage
{
    private const string Head = """
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
        <link rel="icon" href="data:," />
        <style>
        :root { color-scheme: light dark; --text: #1c2430; --dim: #5a6675; --back: #ffffff; --panel: #f4f6f9; --rule: #d5dbe3;
          --one: #1f6fb4; --two: #b5460f; --three: #24763e; --four: #7a4fa3; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e6eaf0; --dim: #a3adba; --back: #14181f; --panel: #1d232c; --rule: #37414e; --one: #6db3f2; --two: #f0985f; --three: #6fcf8e; --four: #c29be8; }
        }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.6rem; margin: 0; }
        h2 { font-size: 1.35rem; margin: 2.5rem 0 1rem; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
        h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        p { white-space: pre-line; }
        .dim, figcaption, caption, dt { color: var(--dim); }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .75rem; margin: 0; }
        dl div { background: var(--panel); border-radius: .5rem; padding: .6rem .8rem; }
        dt { font-size: .85rem; }
        dd { margin: 0; }
        figure { margin: 1.5rem 0; }
        figcaption, caption { font-weight: 600; text-align: left; padding: .25rem 0; }
        svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--dim); font: 11px system-ui, sans-serif; }
        .grid { stroke: var(--rule); fill: none; }
        .mark { stroke: var(--dim); stroke-dasharray: 2 3; fill: none; }
        polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
        polyline.line1 { stroke: var(--one); }
        polyline.line2 { stroke: var(--two); stroke-dasharray: 6 3; }
        polyline.line3 { stroke: var(--three); }
        polyline.line4 { stroke: var(--four); stroke-dasharray: 2 3; }
        circle.line1 { fill: var(--one); } circle.line2 { fill: var(--two); } circle.line3 { fill: var(--three); } circle.line4 { fill: var(--four); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: 0; font-size: .85rem; }
        .legend li::before { content: ""; display: inline-block; width: 1.5rem; margin-right: .4rem; vertical-align: middle; border-top: 2px solid var(--one); }
        .legend .line2::before { border-top: 2px dashed var(--two); }
        .legend .line3::before { border-top-color: var(--three); }
        .legend .line4::before { border-top: 2px dotted var(--four); }
        .scroll { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule);
          font-weight: normal; overflow-wrap: anywhere; unicode-bidi: isolate; }
        thead th { color: var(--dim); overflow-wrap: normal; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        summary { cursor: pointer; }
        </style>
        """;

    /// <summary>Returns the page.</summary>
    public static string Write(ReportResult report)
    {
        var title = report.Namespaces is [var only] ? $"SemanticCache report: {only.Namespace}" : "SemanticCache report";
        var page = new HtmlText()
            .Markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>")
            .Markup(Head)
            .Element("title", title)
            .Markup("</head>\n<body>\n<main>")
            .Element("h1", "SemanticCache report")
            .Element("p", report.Span, "class=\"dim\"");
        if (report.Namespaces.Count == 0)
        {
            page.Element("p", "There are no namespaces.");
        }

        foreach (var each in report.Namespaces)
        {
            page.Markup("<section>").Element("h2", each.Namespace);
            ReportSections.AddTo(page, report, each);
            page.Markup("</section>");
        }

        return page.Markup("</main>\n</body>\n</html>").ToString();
    }
}
