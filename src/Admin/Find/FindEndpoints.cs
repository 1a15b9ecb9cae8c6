using Maru.Admin.Orders;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Find;

/// <summary>One field for everything: pages, orders by number, products, customers by address. The palette asks it too, and gets JSON.</summary>
internal static class FindEndpoints
{
    private const int MostOfAKind = 6;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapOpenPage("/find", FindAsync);
        root.MapOpenPage("/keys", (HttpContext context) => Pages.Show<KeysPage>(context, Desk.Of(context)));
    }

    private static async Task<IResult> FindAsync(
        HttpContext context, [FromServices] IOrdering ordering, [FromServices] ICatalogAdministration catalog, [FromServices] IAccessAdministration access, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var words = Pages.TextOf(context, "q");
        var hits = words is null ? [] : await HitsAsync(desk, words, ordering, catalog, access, ct);
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(hits);
        }

        return Pages.Show<FindPage>(context, desk, new
        {
            Words = words,
            Sections = (IReadOnlyList<Section>)[.. Section.All.Where(s => (s.Permission is null || desk.May(s.Permission)) && desk.Say(s.Name).Contains(words ?? "", StringComparison.OrdinalIgnoreCase))],
            Hits = hits,
        });
    }

    private static async Task<IReadOnlyList<Hit>> HitsAsync(
        Desk desk, string words, IOrdering ordering, ICatalogAdministration catalog, IAccessAdministration access, CancellationToken ct)
    {
        var hits = new List<Hit>();
        var page = new PageRequest(1, MostOfAKind);
        if (desk.May(Permissions.OrdersRead))
        {
            var orders = await ordering.ListAsync(new OrderQuery(null, null, null, words, null, null, page), ct);
            hits.AddRange(orders.Items.Select(o => new Hit($"{o.Number} · {o.CustomerName ?? o.Email}", $"/admin/orders/{o.Id}", OrderWords.Status(o.Status, desk))));
        }

        if (desk.May(Permissions.CatalogRead))
        {
            var products = await catalog.ListAsync(new AdminProductQuery(words, null, null, null, null, false, null, page), ct);
            hits.AddRange(products.Items.Select(p => new Hit(desk.Say(p.Name), $"/admin/products/{p.Id}", desk.Say("상품", "Product"))));
        }

        // Addresses are sealed: a whole one finds its owner, a part of one nobody.
        if (desk.May(Permissions.CustomersRead) && words.Contains('@', StringComparison.Ordinal))
        {
            var users = await access.ListUsersAsync(words, null, page, ct);
            hits.AddRange(users.Items.Select(u => new Hit($"{u.Name} · {u.Email}", $"/admin/customers/{u.Id}", desk.Say("고객", "Customer"))));
        }

        return hits;
    }
}

/// <summary>Something found, and what kind of thing it is.</summary>
public sealed record Hit(string Name, string Path, string Kind);
