using System.Reflection;
using SemanticCache.Core.Search;

namespace SemanticCache.Store.Conformance;

/// <summary>No store may leave out a suite.</summary>
public sealed class SuiteImplementationTests
{
    [Fact]
    public void Stores_OfTheProduct_HaveASubclassOfEverySuite()
    {
        var stores = StoreTypes();
        var suites = Types(typeof(SuiteImplementationTests).Assembly)
            .Where(type => type.IsAbstract && type.BaseType is { } parent && DefinitionOf(parent) == typeof(StoreSuite<>))
            .ToList();
        Assert.NotEmpty(stores);
        Assert.NotEmpty(suites);

        var missing = stores
            .SelectMany(_ => suites, (store, suite) => (store, suite))
            .Where(pair => !IsImplemented(pair.store, pair.suite));

        Assert.Equal([], missing.Select(pair => $"{pair.store.Name} has no subclass of {pair.suite.Name}"));
    }

    private static List<Type> StoreTypes() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "SemanticCache.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => name is not "SemanticCache.Store.Conformance" and not "SemanticCache.TestUtils")
            .SelectMany(name => Types(Assembly.Load(name!)))
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ICacheStore)))];

    private static bool IsImplemented(Type store, Type suite) =>
        Types(typeof(SuiteImplementationTests).Assembly).Any(type =>
            !type.IsAbstract && type.BaseType is { IsGenericType: true } parent && DefinitionOf(parent) == suite
            && ((IStoreHarness)Activator.CreateInstance(parent.GenericTypeArguments[0])!).StoreType == store);

    private static Type DefinitionOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static Type[] Types(Assembly assembly) => assembly.GetTypes();
}
