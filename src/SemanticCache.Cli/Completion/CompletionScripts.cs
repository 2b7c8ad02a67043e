namespace SemanticCache.Cli.Completion;

/// <summary>How shells ask this program what could follow: it answers <c>[suggest:POSITION]</c> with a word a line.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _semcache() {
            local line="${COMP_LINE:0:COMP_POINT}"
            local rest="${line#"${COMP_WORDS[0]}"}"
            rest="${rest# }"
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _semcache semcache

        """;

    private const string Zsh = """
        #compdef semcache
        _semcache() {
            local rest="${(j: :)words[2,CURRENT]}"
            local -a found
            found=(${(f)"$("${words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)"})
            (( ${#found} )) && compadd -- "${found[@]}" || _files
        }
        compdef _semcache semcache

        """;

    private const string Fish = """
        function __semcache_suggestions
            set -l words (commandline -opc) (commandline -ct)
            set -l rest (string join ' ' -- $words[2..-1])
            semcache "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c semcache -a '(__semcache_suggestions)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName semcache -ScriptBlock {
            param($word, $line, $position)
            $rest = "$line" -replace '^\S+\s?', ''
            if (-not $word -and $rest) { $rest += ' ' }
            & semcache "[suggest:$($rest.Length)]" "$rest" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The script of each shell, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Of { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell,
    };
}
