namespace SemanticCache.Store.Qdrant.Tests;

public sealed class SettingsTests
{
    private readonly QdrantStoreOptions _options = new();

    [Fact]
    public void Validate_Defaults_AreValid() => Assert.True(Validate().Succeeded);

    [Theory]
    [InlineData("ftp://qdrant:6334", "Store:Qdrant:Address: 'ftp://qdrant:6334/' is no http or https address.")]
    [InlineData("qdrant", "Store:Qdrant:Address: 'qdrant' is no http or https address.")]
    public void Validate_AddressOfNoServer_SaysSo(string address, string message)
    {
        _options.Address = new Uri(address, UriKind.RelativeOrAbsolute);

        Assert.Equal([message], Validate().Failures);
    }

    [Fact]
    public void Validate_MoreCopiesWrittenThanThereAre_SaysSo()
    {
        _options.WriteConsistencyFactor = 2;

        Assert.Equal(["Store:Qdrant:WriteConsistencyFactor: 2 copies cannot have a write where ReplicationFactor makes 1."], Validate().Failures);
    }

    [Theory]
    [InlineData(nameof(QdrantStoreOptions.CollectionPrefix), "")]
    [InlineData(nameof(QdrantStoreOptions.CollectionPrefix), "a/b")]
    [InlineData(nameof(QdrantStoreOptions.Retries), 11)]
    [InlineData(nameof(QdrantStoreOptions.ShardNumber), 0)]
    [InlineData(nameof(QdrantStoreOptions.ReplicationFactor), 0)]
    [InlineData(nameof(QdrantStoreOptions.SearchBreadth), 7)]
    public void Validate_OutOfRange_NamesTheSetting(string setting, object value)
    {
        typeof(QdrantStoreOptions).GetProperty(setting)!.SetValue(_options, value);

        Assert.Contains(Validate().Failures!, failure => failure.StartsWith(setting, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_TimesOutOfRange_NamesThem()
    {
        (_options.CallTimeout, _options.TouchFlushInterval) = (TimeSpan.Zero, TimeSpan.FromHours(2));

        var failures = string.Join(' ', Validate().Failures!);

        Assert.Contains(nameof(QdrantStoreOptions.CallTimeout), failures, StringComparison.Ordinal);
        Assert.Contains(nameof(QdrantStoreOptions.TouchFlushInterval), failures, StringComparison.Ordinal);
    }

    private Microsoft.Extensions.Options.ValidateOptionsResult Validate() => new QdrantStoreOptionsValidator().Validate(null, _options);
}
