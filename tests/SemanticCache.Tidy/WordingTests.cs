using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SemanticCache.Tidy;

public sealed partial class WordingTests
{
    [Fact]
    public void Comments_Everywhere_LeaveNothingToDo() => Findings.None(
        from file in SourceFile.All
        from trivia in file.Root.DescendantTrivia()
        where IsComment(trivia) && Unfinished().IsMatch(trivia.ToString())
        select $"{file.Path}: {trivia.ToString().Trim()}");

    [Fact]
    public void Comments_Everywhere_HoldNoCode() => Findings.None(
        from file in SourceFile.All
        from trivia in file.Root.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().TrimEnd() is [.., ';' or '{' or '}']
        select $"{file.Path}: {trivia}");

    [Fact]
    public void Directives_Everywhere_SilenceNoWarning() => Findings.None(
        from file in SourceFile.All
        where file.Root.DescendantNodes(descendIntoTrivia: true).OfType<PragmaWarningDirectiveTriviaSyntax>().Any()
        select file.Path);

    [Fact]
    public void Catches_Everywhere_DoSomething() => Findings.None(
        from file in SourceFile.All
        from clause in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0
        select file.At(clause));

    [Fact]
    public void Threads_Everywhere_DoNotSleep() => Findings.None(
        from file in SourceFile.All
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where access.ToString() is "Thread.Sleep" or "System.Threading.Thread.Sleep"
        select file.At(access));

    [Fact]
    public void Paths_Everywhere_AreNoMachines() => Findings.None(
        from file in SourceFile.All
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) && MachinePath().IsMatch(token.ValueText)
        select $"{file.Path}: {token.ValueText}");

    [Fact]
    public void Suppressions_Everywhere_SayWhy() => Findings.None(
        from file in SourceFile.All
        from attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal)
            && !attribute.ToString().Contains("Justification", StringComparison.Ordinal)
        select file.At(attribute));

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^(/home/|/root/|/Users/|/work/|/tmp/|[A-Z]:\\)")]
    private static partial Regex MachinePath();
}
