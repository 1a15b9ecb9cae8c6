using System.Net;
using System.Text.RegularExpressions;
using Maru.Admin.Shell;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Pages;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Tests;

/// <summary>Walks every page and form there is, so that a new one cannot be forgotten.</summary>
public sealed partial class PermissionTests(AdminShop shop) : IClassFixture<AdminShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryRoute_AsksForAPermission()
    {
        var routes = Routes();
        routes.Count.ShouldBeGreaterThan(80);
        routes.Where(r => r.Permission is null && !r.IsOpen).Select(r => r.ToString()).ShouldBeEmpty();
        routes.Where(r => r.Permission is { } p && !Permissions.All.Contains(p)).Select(r => r.ToString()).ShouldBeEmpty();
        routes.Where(r => r.IsForm && !r.IsOwnPagesOnly).Select(r => r.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryRoute_WhenNobodyIsSignedIn_LeadsToSignIn()
    {
        var wrong = new List<string>();
        foreach (var route in Routes())
        {
            using var answer = await SendAsync(shop.Client, route, key: null, origin: null);
            if (answer.StatusCode != HttpStatusCode.SeeOther || answer.Headers.Location?.ToString() != "/ko/sign-in")
            {
                wrong.Add($"{route}: {answer.StatusCode} {answer.Headers.Location}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryRoute_ForAShopper_IsForbidden() => (await NotForbiddenAsync(shop.Shopper, _ => null, null, Routes())).ShouldBeEmpty();

    [Fact]
    public async Task EveryRoute_WithAllPermissionsButItsOwn_IsForbidden()
    {
        var keys = new Dictionary<string, string>();
        foreach (var permission in Permissions.All)
        {
            keys[permission] = await KeyAsync([.. Permissions.All.Except([permission])]);
        }

        (await NotForbiddenAsync(shop.Client, route => keys[route.Permission!], null, [.. Routes().Where(r => !r.IsOpen)])).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryPage_WithItsPermissionAlone_IsShown()
    {
        var wrong = new List<string>();
        var keys = new Dictionary<string, string>();
        foreach (var permission in Permissions.All)
        {
            keys[permission] = await KeyAsync([permission]);
        }

        foreach (var route in Routes().Where(r => !r.IsForm))
        {
            using var answer = await SendAsync(shop.Client, route, keys[route.Permission ?? Permissions.OrdersRead], origin: null);

            // An id that is nobody's may be missing; a page without one may not.
            if (answer.StatusCode != HttpStatusCode.OK && !(answer.StatusCode == HttpStatusCode.NotFound && route.Pattern.Contains('{', StringComparison.Ordinal)))
            {
                wrong.Add($"{route}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryForm_WhenItComesFromElsewhere_IsRefusedEvenToAnAdministrator() =>
        (await NotForbiddenAsync(shop.Admin, _ => null, "https://elsewhere.example", [.. Routes().Where(r => r.IsForm)])).ShouldBeEmpty();

    private async Task<List<string>> NotForbiddenAsync(HttpClient client, Func<Route, string?> key, string? origin, IReadOnlyList<Route> routes)
    {
        var wrong = new List<string>();
        foreach (var route in routes)
        {
            using var answer = await SendAsync(client, route, key(route), origin);
            if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                wrong.Add($"{route}: {answer.StatusCode}");
            }
        }

        return wrong;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Route route, string? key, string? origin)
    {
        using var request = new HttpRequestMessage(route.IsForm ? HttpMethod.Post : HttpMethod.Get, route.Address);
        if (route.IsForm)
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await client.SendAsync(request, Ct);
    }

    private async Task<string> KeyAsync(IReadOnlyList<string> permissions)
    {
        var made = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("test", permissions, null, null, "test", Ct);
        made.Succeeded.ShouldBeTrue();
        return made.Value.Key;
    }

    private List<Route> Routes() =>
    [
        .. from endpoint in shop.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           where pattern == "/admin" || (pattern.StartsWith("/admin/", StringComparison.Ordinal) && !pattern.StartsWith("/admin/assets/", StringComparison.Ordinal)
               && !pattern.StartsWith("/admin/language/", StringComparison.Ordinal))
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select new Route(
               method, pattern, endpoint.Metadata.GetMetadata<Requirement>()?.Permission, endpoint.Metadata.GetMetadata<OpenToStaff>() is not null,
               endpoint.Metadata.GetMetadata<OwnPagesOnly>() is not null),
    ];

    [GeneratedRegex(@"\{([a-z]+)(:[a-z]+)?\}", RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    private sealed record Route(string Method, string Pattern, string? Permission, bool IsOpen, bool IsOwnPagesOnly)
    {
        public bool IsForm => Method == "POST";

        public string Address => Part().Replace(Pattern, part => part.Groups[2].Value == ":long" ? "1" : part.Groups[1].Value is "module" or "name" or "sku" or "code" or "topic" or "language" ? "none" : Guid.NewGuid().ToString());

        public override string ToString() => $"{Method} {Pattern}";
    }
}
