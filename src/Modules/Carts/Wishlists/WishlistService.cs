using System.Text.Json.Serialization;
using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Modules.Carts.Carts;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;

namespace Maru.Modules.Carts.Wishlists;

internal sealed record WishlistEntry(
    [property: JsonPropertyName("p")] long Price, [property: JsonPropertyName("c")] Currency Currency, [property: JsonPropertyName("n")] long AddedAt);

internal sealed record WishlistRow(WishlistId Id, string Name, string Items, DateTimeOffset UpdatedAt)
{
    public IReadOnlyDictionary<string, WishlistEntry> Entries { get; } = MaruJson.Read<Dictionary<string, WishlistEntry>>(Items);
}

internal sealed class WishlistService(Database<CartsModule> database, GoodsLines goods, ICatalog catalog, TimeProvider time) : IWishlists
{
    private const int MaxLists = 20;
    private const int MaxItems = 300;
    private const int MaxName = 80;
    private const string Columns = "id, name, items::text as items, updated_at";

    public async Task<IReadOnlyList<WishlistView>> ListAsync(UserId user, Currency currency, CancellationToken ct) =>
        await ViewAsync(await database.QueryAsync<WishlistRow>($"select {Columns} from wishlists where owner = @user order by created_at, id", new { user }, ct), currency, ct);

    public async Task<WishlistView?> FindAsync(UserId user, WishlistId list, Currency currency, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<WishlistRow>($"select {Columns} from wishlists where id = @list and owner = @user", new { list, user }, ct) is { } row
            ? (await ViewAsync([row], currency, ct))[0]
            : null;

    public async Task<Result<WishlistView>> CreateAsync(UserId user, string name, CancellationToken ct)
    {
        if (CheckName(name) is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var row = await InsertAsync(transaction, user, name, ct);
        await transaction.CommitAsync(ct);
        return row is null ? new TooManyInCart("wishlists", MaxLists) : new WishlistView(row.Id, row.Name, [], row.UpdatedAt);
    }

    public async Task<Result<Done>> RenameAsync(UserId user, WishlistId list, string name, CancellationToken ct) =>
        CheckName(name) is { } invalid ? invalid
        : await database.ExecuteAsync(
            "update wishlists set name = @name, updated_at = @now where id = @list and owner = @user", new { list, user, name = name.Trim(), now = time.GetUtcNow() }, ct) == 1
            ? Done.Value
            : new NotFound("wishlist");

    public async Task<Result<Done>> RemoveAsync(UserId user, WishlistId list, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        if (await transaction.ExecuteAsync("delete from wishlists where id = @list and owner = @user", new { list, user }, ct) == 0)
        {
            return new NotFound("wishlist");
        }

        await transaction.ExecuteAsync("delete from shares where target = @list", new { list }, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public async Task<Result<WishlistView>> AddAsync(UserId user, WishlistId? list, string sku, Currency currency, CancellationToken ct)
    {
        if (!(await catalog.GetVariantsAsync([sku], currency, ct)).TryGetValue(sku, out var variant))
        {
            return new NotForSale(sku);
        }

        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(ct);
        list ??= await transaction.QuerySingleOrDefaultAsync<WishlistId?>("select id from wishlists where owner = @user order by created_at, id limit 1", new { user }, ct)
            ?? (await InsertAsync(transaction, user, "♥", ct))?.Id;
        var row = await transaction.QuerySingleOrDefaultAsync<WishlistRow>(
            $"""
            update wishlists set items = @entry::jsonb || items, updated_at = @now
            where id = @list and owner = @user and (items ? @sku or (select count(*) from jsonb_object_keys(items)) < @MaxItems) returning {Columns}
            """,
            new
            {
                list, user, sku, MaxItems, now,
                entry = MaruJson.Write(new Dictionary<string, WishlistEntry> { [sku] = new(variant.Price.Amount, currency, now.ToUnixTimeMilliseconds()) }),
            }, ct);
        if (row is null)
        {
            var exists = await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from wishlists where id = @list and owner = @user)", new { list, user }, ct);
            return exists ? new TooManyInCart("wishes on a list", MaxItems) : new NotFound("wishlist");
        }

        await transaction.CommitAsync(ct);
        return (await ViewAsync([row], currency, ct))[0];
    }

    public async Task<Result<Done>> TakeOutAsync(UserId user, WishlistId list, string sku, CancellationToken ct) =>
        await database.ExecuteAsync(
            "update wishlists set items = items - @sku, updated_at = @now where id = @list and owner = @user", new { list, user, sku, now = time.GetUtcNow() }, ct) == 1
            ? Done.Value
            : new NotFound("wishlist");

    public async Task<IReadOnlyList<string>> WhichAreListedAsync(UserId user, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        await database.QueryAsync<string>(
            "select s from unnest(@skus) s where exists (select from wishlists where owner = @user and items ? s)", new { skus = skus.ToArray(), user }, ct);

    private async Task<WishlistRow?> InsertAsync(Transaction transaction, UserId user, string name, CancellationToken ct) =>
        await transaction.QuerySingleOrDefaultAsync<WishlistRow>(
            $"""
            insert into wishlists (id, owner, name, created_at, updated_at)
            select @id, @user, @name, @now, @now where (select count(*) from wishlists where owner = @user) < @MaxLists returning {Columns}
            """,
            new { id = WishlistId.New(), user, name = name.Trim(), now = time.GetUtcNow(), MaxLists }, ct);

    private async Task<List<WishlistView>> ViewAsync(List<WishlistRow> rows, Currency currency, CancellationToken ct)
    {
        var lines = (await goods.ShowAsync([.. rows.SelectMany(r => r.Entries.Keys).Distinct().Select(s => (s, 1))], currency, ct)).ToDictionary(l => l.Sku);
        return rows.ConvertAll(row => new WishlistView(
            row.Id, row.Name,
            [
                .. row.Entries.Where(e => lines.ContainsKey(e.Key)).OrderByDescending(e => e.Value.AddedAt).Select(e => ItemOf(lines[e.Key], e.Value, currency)),
            ],
            row.UpdatedAt));
    }

    private static WishlistItem ItemOf(CartLine line, WishlistEntry entry, Currency currency) => new(
        line.Sku, line.ProductId, line.ProductSlug, line.Name, line.OptionText, line.UnitPrice, entry.Currency == currency ? new Money(entry.Price, currency) : null,
        line.Available, line.ImageUrl, DateTimeOffset.FromUnixTimeMilliseconds(entry.AddedAt));

    private static ValidationFailure? CheckName(string name) => new FieldErrors().Text(name, "name", MaxName).ToFailure();
}
