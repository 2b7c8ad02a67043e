using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SemanticCache.Protocol.V1;
using SemanticCache.Server.Access;
using SemanticCache.Server.Admin;
using SemanticCache.Server.Admin.Session;

namespace SemanticCache.Server.Tests.Access;

/// <summary>Every method and route says which roles it is for; this table says it a second time.</summary>
public sealed class EndpointRoleTests : IClassFixture<KeyedService>
{
    private static readonly Dictionary<string, string> Roles = new(StringComparer.Ordinal)
    {
        ["CacheService/Lookup"] = "Client,Viewer,Admin",
        ["CacheService/BatchLookup"] = "Client,Viewer,Admin",
        ["CacheService/Store"] = "Client,Admin",
        ["CacheService/Complete"] = "Client,Admin",
        ["CacheService/StreamComplete"] = "Client,Admin",
        ["CacheService/SubmitFeedback"] = "Client,Viewer,Admin",
        ["AdminService/CreateNamespace"] = "Admin",
        ["AdminService/GetNamespace"] = "Viewer,Admin",
        ["AdminService/ListNamespaces"] = "Viewer,Admin",
        ["AdminService/UpdateNamespace"] = "Admin",
        ["AdminService/DeleteNamespace"] = "Admin",
        ["AdminService/GetEntry"] = "Viewer,Admin",
        ["AdminService/ListEntries"] = "Viewer,Admin",
        ["AdminService/DeleteEntry"] = "Admin",
        ["AdminService/ExportEntries"] = "Admin",
        ["AdminService/ImportEntries"] = "Admin",
        ["AdminService/ImportAnswers"] = "Admin",
        ["AdminService/Backup"] = "Admin",
        ["AdminService/CreateJob"] = "Admin",
        ["AdminService/ListJobs"] = "Admin",
        ["AdminService/GetJob"] = "Admin",
        ["AdminService/CancelJob"] = "Admin",
        ["AdminService/ForgetSubject"] = "Admin",
        ["AdminService/PinEntry"] = "Admin",
        ["AdminService/InvalidateEntries"] = "Admin",
        ["AdminService/UndoInvalidation"] = "Admin",
        ["AdminService/ListInvalidations"] = "Viewer,Admin",
        ["AdminService/ListAuditEvents"] = "Admin",
        ["AdminService/ListMerges"] = "Viewer,Admin",
        ["AdminService/UndoMerge"] = "Admin",
        ["AdminService/CreateKey"] = "Admin",
        ["AdminService/ListKeys"] = "Admin",
        ["AdminService/RotateKey"] = "Admin",
        ["AdminService/RevokeKey"] = "Admin",
        ["ReportService/GetSummary"] = "Viewer,Admin",
        ["ReportService/GetLearning"] = "Viewer,Admin",
        ["ReportService/GetTimeSeries"] = "Viewer,Admin",
        ["ReportService/GetLatency"] = "Viewer,Admin",
        ["ReportService/GetSavings"] = "Viewer,Admin",
        ["ReportService/GetThresholdSweep"] = "Viewer,Admin",
        ["ReportService/ListDecisions"] = "Viewer,Admin",
        ["ReportService/ListNearMisses"] = "Viewer,Admin",
        ["ReportService/ListTopMisses"] = "Viewer,Admin",
        ["ReportService/JudgeDecision"] = "Viewer,Admin",
    };

    private static readonly string[] AdminRoutes =
    [
        "/", "/namespaces", "/namespaces/{Name}", "/entries", "/entries/{Id}", "/decisions", "/top-misses", "/explain", "/keys", "/audit", "/health", "/not-found", "/signout",
        "/_blazor", "/_blazor/negotiate", "/_blazor/disconnect/", "/_blazor/initializers/", "/_framework/opaque-redirect",
    ];

    private readonly IReadOnlyList<RouteEndpoint> _endpoints;

    public EndpointRoleTests(KeyedService keyed)
    {
        _endpoints = [.. keyed.Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    [Fact]
    public void Endpoints_All_SayWhoseTheyAre()
    {
        var unmarked = _endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<AllowedToAttribute>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(endpoint => endpoint.RoutePattern.RawText?.Contains("{unimplemented", StringComparison.Ordinal) is not true)
            .Select(endpoint => endpoint.DisplayName);

        Assert.Equal([], unmarked);
    }

    [Fact]
    public void Methods_OfTheServices_AreForTheRolesOfTheTable()
    {
        var methods = new[] { CacheService.Descriptor, AdminService.Descriptor, ReportService.Descriptor }.SelectMany(service => service.Methods);

        var marked = methods.ToDictionary(method => $"{method.Service.Name}/{method.Name}", method => RolesOf($"/{method.Service.FullName}/{method.Name}"), StringComparer.Ordinal);

        Assert.Equal(Roles.OrderBy(each => each.Key, StringComparer.Ordinal), marked.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Endpoints_WithoutKeys_AreHealthReflectionAndTheWayInAlone()
    {
        var open = _endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => !route.TrimStart('/').StartsWith("grpc.", StringComparison.Ordinal));

        Assert.Equal(["/assets/{**name}", "/healthz/live", "/healthz/ready", "/signin"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Endpoints_OfTheAdminPage_AreForViewersAndAskForTheSessionAlone()
    {
        var routes = _endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<AdminRoute>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => (Route: endpoint.RoutePattern.RawText!, Marks: endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()))
            .ToList();

        Assert.Equal(AdminRoutes.Order(StringComparer.Ordinal), routes.Select(each => each.Route).Distinct().Order(StringComparer.Ordinal));
        Assert.All(routes, each => Assert.Equal((SessionAuthentication.SchemeName, "Viewer,Admin"), Assert.Single(each.Marks.Select(mark => (mark.AuthenticationSchemes, mark.Roles)))));
        Assert.DoesNotContain(_endpoints, endpoint => endpoint.Metadata.GetMetadata<AdminRoute>() is null
            && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(mark => mark.AuthenticationSchemes is not null));
    }

    // Both ways of calling a method, gRPC and REST, must be for the same roles.
    private string RolesOf(string path)
    {
        var roles = _endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName == path)
            .Select(endpoint => endpoint.Metadata.GetMetadata<AllowedToAttribute>()?.Roles ?? "nobody said")
            .Distinct();
        return string.Join(" or ", roles);
    }
}
