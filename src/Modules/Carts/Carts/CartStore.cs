using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Modules.Carts.Carts;

/// <summary>Reads and writes carts, one statement an act.</summary>
internal sealed class CartStore(Database<CartsModule> database, CartOptions options, TimeProvider time)
{
    private const int KnownCurrencies = 50_000;
    private const string IsLive = "id = @Id and state = 'Open' and expires_at > @Now and (not @Guarded or owner is null or owner = @Caller)";

    private const string FirstTime =
        $"""
        with first as (
            insert into cart_operations (cart, id, at) select id, @Operation, @Now from carts where {IsLive} on conflict do nothing returning id)
        """;

    // A cart never changes its currency, and prices must be known before the one statement that adds.
    private readonly ConcurrentDictionary<CartId, Currency> _currencies = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public Task<CartRow?> FindAsync(CartKey key, CancellationToken ct) => database.QuerySingleOrDefaultAsync<CartRow>(
        $"select {CartRow.Columns} from carts where {IsLive}", Args(key), ct);

    public async Task<Currency?> CurrencyOfAsync(CartKey key, CancellationToken ct)
    {
        if (_currencies.TryGetValue(key.Id, out var known))
        {
            return known;
        }

        if (await FindAsync(key, ct) is not { } row)
        {
            return null;
        }

        Remember(row);
        return row.Currency;
    }

    public async Task<CartRow> CreateAsync(UserId? owner, Currency currency, CancellationToken ct)
    {
        var now = Now;
        var row = await database.QuerySingleOrDefaultAsync<CartRow>(
            $"""
            insert into carts (id, owner, currency, created_at, updated_at, expires_at) values (@id, @owner, @currency, @now, @now, @expires)
            on conflict (owner) where state = 'Open' and owner is not null
            do update set expires_at = excluded.expires_at
            returning {CartRow.Columns}
            """,
            new { id = CartId.New(), owner, currency, now, expires = now + LifeOf(owner) }, ct);
        Remember(row!);
        return row!;
    }

    public Task<CartRow?> OfMemberAsync(UserId owner, CancellationToken ct) => database.QuerySingleOrDefaultAsync<CartRow>(
        $"select {CartRow.Columns} from carts where owner = @owner and state = 'Open' and expires_at > @Now", new { owner, Now }, ct);

    /// <returns>The cart after adding, or null where it could not be: gone, foreign, too many, or not the version seen.</returns>
    public Task<CartRow?> AddAsync(CartKey key, string sku, int quantity, long price, int limit, CancellationToken ct) =>
        UpdateAsync(
            key,
            """
            lines = lines || jsonb_build_object(@sku, jsonb_build_object(
                'q', coalesce((lines -> @sku ->> 'q')::int, 0) + @quantity, 'p', @price, 'n', coalesce((lines -> @sku ->> 'n')::bigint, @stamp)))
            """,
            """
            and coalesce((lines -> @sku ->> 'q')::int, 0) + @quantity <= @limit
            and (lines ? @sku or (select count(*) from jsonb_object_keys(lines)) < @maxLines)
            """,
            new { sku, quantity, price, limit, maxLines = options.MaxLines, stamp = Now.ToUnixTimeMilliseconds() }, ct);

    public Task<CartRow?> SetQuantityAsync(CartKey key, string sku, int quantity, long? price, CancellationToken ct) => quantity == 0
        ? UpdateAsync(key, "lines = lines - @sku", "", new { sku }, ct)
        : UpdateAsync(
            key,
            "lines = jsonb_set(lines, array[@sku], jsonb_build_object('q', @quantity, 'p', @price, 'n', (lines -> @sku ->> 'n')::bigint))",
            "and lines ? @sku", new { sku, quantity, price }, ct);

    public Task<CartRow?> AddCouponAsync(CartKey key, string code, int maxCoupons, CancellationToken ct) => UpdateAsync(
        key, "coupons = case when @code = any(coupons) then coupons else coupons || @code end", "and (@code = any(coupons) or cardinality(coupons) < @maxCoupons)",
        new { code, maxCoupons }, ct);

    public Task<CartRow?> RemoveCouponAsync(CartKey key, string code, CancellationToken ct) =>
        UpdateAsync(key, "coupons = array_remove(coupons, @code)", "", new { code }, ct);

    /// <summary>Takes a line out of the cart but keeps it for later.</summary>
    public Task<CartRow?> SaveForLaterAsync(CartKey key, string sku, CancellationToken ct) => UpdateAsync(
        key, "saved = saved || jsonb_build_object(@sku, lines -> @sku), lines = lines - @sku",
        "and lines ? @sku and (saved ? @sku or (select count(*) from jsonb_object_keys(saved)) < @maxLines)", new { sku, maxLines = options.MaxLines }, ct);

    public Task<CartRow?> ForgetSavedAsync(CartKey key, string sku, CancellationToken ct) => UpdateAsync(key, "saved = saved - @sku", "", new { sku }, ct);

    /// <summary>The shopper has now seen these prices.</summary>
    public Task<CartRow?> ShowPricesAsync(CartKey key, IReadOnlyDictionary<string, long> prices, CancellationToken ct) => UpdateAsync(
        key,
        """
        lines = (select jsonb_object_agg(l.key, case when s.sku is null then l.value else jsonb_set(l.value, '{p}', to_jsonb(s.price)) end)
                 from jsonb_each(lines) l left join unnest(@skus, @amounts) s (sku, price) on s.sku = l.key)
        """,
        "and lines <> '{}'", new { skus = prices.Keys.ToArray(), amounts = prices.Values.ToArray() }, ct);

    private TimeSpan LifeOf(UserId? owner) => owner is null ? options.GuestLife : options.MemberLife;

    private Task<CartRow?> UpdateAsync(CartKey key, string set, string condition, object args, CancellationToken ct)
    {
        var all = new Dapper.DynamicParameters(args);
        all.AddDynamicParams(Args(key));
        all.AddDynamicParams(new { Seen = key.Version, key.Operation, GuestExpiry = Now + options.GuestLife, MemberExpiry = Now + options.MemberLife });
        var once = key.Operation is not null;
        return database.QuerySingleOrDefaultAsync<CartRow>(
            $"""
            {(once ? FirstTime : "")}
            update carts set {set}, version = version + 1, updated_at = @Now,
                expires_at = case when owner is null then @GuestExpiry else @MemberExpiry end
            where {IsLive} and (@Seen::int is null or version = @Seen) {condition} {(once ? "and exists (select from first)" : "")}
            returning {CartRow.Columns}
            """,
            all, ct);
    }

    private object Args(CartKey key) => new { key.Id, Now, key.Guarded, Caller = key.Caller?.Value };

    private void Remember(CartRow row)
    {
        if (_currencies.Count >= KnownCurrencies)
        {
            _currencies.Clear();
        }

        _currencies[row.Id] = row.Currency;
    }
}

/// <summary>Which cart, and by what right: a page or another module names it, or a caller from outside must be its owner.</summary>
/// <param name="Version">What the caller saw last; null for whatever it is now.</param>
/// <param name="Operation">The id a device gave to what it did; done before, it is not done again.</param>
internal sealed record CartKey(CartId Id, bool Guarded, UserId? Caller, int? Version = null, Guid? Operation = null)
{
    public static CartKey Trusted(CartId id) => new(id, false, null);

    public static CartKey From(CartId id, UserId? caller, int? version = null) => new(id, true, caller, version);
}
