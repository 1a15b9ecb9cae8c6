using System.Net.Http.Json;
using System.Text.Json;
using Maru.Testing.Shop;
using Microsoft.AspNetCore.Routing;

namespace Maru.Tests.ApiDocument;

public sealed class ApiDocumentTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Document_WhenAsked_HoldsEveryEndpointOfTheApi()
    {
        var paths = (await ReadAsync()).GetProperty("paths");
        var missing = new List<string>();
        foreach (var endpoint in shop.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            if (!route.StartsWith("/api/", StringComparison.Ordinal))
            {
                continue;
            }

            endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>().ShouldBeNull($"{route} hides from the document");
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                if (!paths.TryGetProperty(Documented(endpoint), out var path) || !path.TryGetProperty(method.ToLowerInvariant(), out _))
                {
                    missing.Add($"{method} {route}");
                }
            }
        }

        missing.ShouldBeEmpty();
        paths.EnumerateObject().Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Document_WhenRead_NamesEveryOperationOnce()
    {
        var operations = Operations(await ReadAsync()).ToArray();
        operations.Where(o => Text(o.Operation, "summary").Length < 4).Select(o => o.Name).ShouldBeEmpty();
        operations.GroupBy(o => Text(o.Operation, "operationId")).Where(g => g.Key.Length == 0 || g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task Document_WhenRead_IsWhole()
    {
        var document = await ReadAsync();
        Text(document, "openapi").ShouldStartWith("3.1.");
        References(document).Distinct().Where(r => !Resolves(document, r)).ShouldBeEmpty();
        foreach (var (name, path, operation) in Operations(document))
        {
            var parameters = operation.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToArray() : [];
            parameters.Select(p => (Text(p, "in"), Text(p, "name"))).ShouldBeUnique(name);
            parameters.Where(p => Text(p, "in") == "path").ShouldAllBe(p => p.GetProperty("required").GetBoolean() && path.Contains("{" + Text(p, "name") + "}"));
            path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}')).Order().ShouldBe(
                parameters.Where(p => Text(p, "in") == "path").Select(p => Text(p, "name")).Order(), name);
            parameters.Count(p => p.TryGetProperty("schema", out _)).ShouldBe(parameters.Length, name);
            var responses = operation.GetProperty("responses");
            responses.EnumerateObject().ShouldContain(r => r.Name.StartsWith('2'), name);
            responses.EnumerateObject().ShouldAllBe(r => Text(r.Value, "description").Length > 0, name);
            responses.GetProperty("default").GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue(name);
            foreach (var requirement in operation.TryGetProperty("security", out var security) ? security.EnumerateArray().SelectMany(s => s.EnumerateObject()) : [])
            {
                document.GetProperty("components").GetProperty("securitySchemes").TryGetProperty(requirement.Name, out _).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public async Task Document_WhenAnOperationNeedsMore_SaysSo()
    {
        var document = await ReadAsync();
        Operations(document).Where(o => o.Path.StartsWith("/api/v1/admin/", StringComparison.Ordinal) && !o.Operation.TryGetProperty("security", out _)).Select(o => o.Name).ShouldBeEmpty();
        var checkout = document.GetProperty("paths").GetProperty("/api/v1/checkout").GetProperty("post");
        checkout.GetProperty("parameters").EnumerateArray().Single(p => Text(p, "name") == "Idempotency-Key").GetProperty("required").GetBoolean().ShouldBeTrue();
        Text(checkout.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"), "$ref").ShouldNotBeEmpty();
        var orders = document.GetProperty("paths").GetProperty("/api/v1/orders").GetProperty("get");
        orders.GetProperty("parameters").EnumerateArray().Select(p => Text(p, "name")).ShouldContain("pageSize");
        Text(orders, "description").ShouldContain("signed-in user");
    }

    [Fact]
    public async Task Page_WhenOpened_ShowsTheOperationsWithoutScripts()
    {
        var page = await shop.Client.GetStringAsync("/docs/api", Ct);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
        foreach (var (_, _, operation) in Operations(await ReadAsync()))
        {
            page.ShouldContain($"id=\"{Text(operation, "operationId")}\"");
        }

        (await shop.Client.GetAsync("/docs/api.css", Ct)).Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    private Task<JsonElement> ReadAsync() => shop.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct);

    private static IEnumerable<(string Name, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", path.Name, operation.Value);

    /// <summary>The path without what is only for the router: constraints, defaults, catch-alls.</summary>
    private static string Documented(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => "{" + parameter.Name + "}",
        _ => "",
    }))));

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Resolves(JsonElement document, string reference)
    {
        foreach (var part in reference.Split('/')[1..])
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(name, out document))
            {
                return false;
            }
        }

        return reference.StartsWith("#/", StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}

/// <summary>One part of a shop that runs as several.</summary>
public sealed class CartsAlone : ShopFixture
{
    protected override IReadOnlySet<string> Modules { get; } = new HashSet<string> { "carts" };
}

public sealed class SplitApiDocumentTests(CartsAlone part) : IClassFixture<CartsAlone>
{
    [Fact]
    public async Task Document_WhenAPartRunsAlone_IsThatPartsOwn()
    {
        var document = await part.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", CancellationToken.None);
        document.GetProperty("paths").TryGetProperty("/api/v1/carts/{id}", out _).ShouldBeTrue();
        document.GetProperty("paths").TryGetProperty("/api/v1/checkout", out _).ShouldBeFalse();
    }
}
