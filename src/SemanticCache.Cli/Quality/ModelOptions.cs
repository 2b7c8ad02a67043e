using System.CommandLine;

namespace SemanticCache.Cli.Quality;

/// <summary>The options that choose models and decisions of commands that run them in this process.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _directory = new("--models") { Description = "The folder of models.json; the shipped models by default", HelpName = "DIR" };
    private readonly Option<string?> _embedder = new("--embedder") { Description = "Another embedder: an id of models.json or a model's folder", HelpName = "MODEL" };
    private readonly Option<string?> _verifier = new("--verifier") { Description = "Another verifier: an id of models.json or a model's folder", HelpName = "MODEL" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_directory);
        command.Add(_embedder);
        command.Add(_verifier);
    }

    /// <summary>Returns the settings that were given.</summary>
    public Dictionary<string, string?> Settings(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>();
        Add("Models:Directory", _directory);
        Add("Models:Embedder", _embedder);
        Add("Models:Verifier", _verifier);
        return settings;

        void Add(string key, Option<string?> option)
        {
            if (parsed.GetValue(option) is { } value)
            {
                settings[key] = value;
            }
        }
    }
}
