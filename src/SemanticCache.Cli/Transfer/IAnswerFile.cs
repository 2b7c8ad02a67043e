namespace SemanticCache.Cli.Transfer;

/// <summary>A file of questions with their answers.</summary>
internal interface IAnswerFile
{
    /// <summary>What a file of some of its lines begins with; empty for nothing.</summary>
    string Header { get; }

    /// <summary>The columns or members that were met so far and are not read.</summary>
    IReadOnlyCollection<string> Unread { get; }

    /// <summary>Reads the lines from a number on, blank ones left out.</summary>
    IAsyncEnumerable<AnswerLine> ReadAsync(int from, CancellationToken cancellationToken);
}
