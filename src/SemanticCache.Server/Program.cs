using SemanticCache.Server;

return await ServerApplication.RunAsync(args);
