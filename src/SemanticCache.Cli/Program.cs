using SemanticCache.Cli;
using SemanticCache.Cli.Invocation;

return await SemcacheCommand.RunAsync(args, Terminal.OfProcess());
