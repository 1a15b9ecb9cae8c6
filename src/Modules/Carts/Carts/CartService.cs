using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Platform.Http;

namespace Maru.Modules.Carts.Carts;

/// <summary>What can be done with a cart, by a caller from outside (who must be its owner) or by a page or module that has seen to that.</summary>
internal sealed class CartService(CartStore store, CartViews views, CartMerging merging, ICatalog catalog, IInventory inventory, CartOptions options) : ICarts, ISavedForLater
{
    private const int MaxCoupons = 5;

    public Task<CartView?> FindAsync(CartId id, CancellationToken ct) => FindAsync(CartKey.Trusted(id), ct);

    public async Task<CartView> OfMemberAsync(UserId user, Currency currency, CancellationToken ct) =>
        await views.ShowAsync(await store.OfMemberAsync(user, ct) ?? await store.CreateAsync(user, currency, ct), null, ct);

    public async Task<Result<CartView>> CreateAsync(UserId? owner, Currency currency, CancellationToken ct) =>
        await views.ShowAsync(await store.CreateAsync(owner, currency, ct), null, ct);

    public Task<Result<CartView>> AddAsync(CartId id, string sku, int quantity, CancellationToken ct) => AddAsync(CartKey.Trusted(id), sku, quantity, ct);

    public Task<Result<CartView>> AddOnceAsync(CartId id, Guid operation, string sku, int quantity, CancellationToken ct) =>
        AddAsync(CartKey.Trusted(id) with { Operation = operation }, sku, quantity, ct);

    public Task<Result<CartView>> SetQuantityAsync(CartId id, string sku, int quantity, CancellationToken ct) => SetQuantityAsync(CartKey.Trusted(id), sku, quantity, ct);

    public Task<Result<CartView>> ApplyCouponAsync(CartId id, string code, CancellationToken ct) => ApplyCouponAsync(CartKey.Trusted(id), code, ct);

    public Task<Result<CartView>> RemoveCouponAsync(CartId id, string code, CancellationToken ct) => RemoveCouponAsync(CartKey.Trusted(id), code, ct);

    public Task<Result<CartView>> SaveAsync(CartId cart, string sku, CancellationToken ct) => SaveAsync(CartKey.Trusted(cart), sku, ct);

    public Task<Result<CartView>> MoveToCartAsync(CartId cart, string sku, CancellationToken ct) => MoveToCartAsync(CartKey.Trusted(cart), sku, ct);

    public Task<Result<CartView>> ForgetAsync(CartId cart, string sku, CancellationToken ct) => ForgetAsync(CartKey.Trusted(cart), sku, ct);

    public async Task<Result<CartView>> MergeAsync(CartId guestCart, UserId member, CancellationToken ct)
    {
        var skus = (await store.FindAsync(CartKey.Trusted(guestCart), ct))?.Entries.Select(e => e.Key) ?? [];
        var mine = (await store.OfMemberAsync(member, ct))?.Entries.Select(e => e.Key) ?? [];
        var available = await inventory.GetAvailableAsync([.. skus.Union(mine)], ct);
        return await merging.MergeAsync(guestCart, member, available, ct)
            ? await OfMemberAsync(member, options.DefaultCurrency, ct)
            : new NotFound("cart");
    }

    public async Task<CartView?> FindAsync(CartKey key, CancellationToken ct) =>
        await store.FindAsync(key, ct) is { } row ? await views.ShowAsync(row, null, ct) : null;

    /// <summary>For what depends on goods and sum alone.</summary>
    public async Task<CartView?> PriceAsync(CartKey key, CancellationToken ct) => await store.FindAsync(key, ct) is { } row ? await views.PriceAsync(row, ct) : null;

    /// <summary>As the shopper sees it: a change of price is told once, then taken as seen.</summary>
    public async Task<CartView?> LookAsync(CartKey key, CancellationToken ct)
    {
        var view = await FindAsync(key, ct);
        var changed = view?.Notices.Where(n => n.Code == "price-changed").Select(n => n.Sku).ToHashSet();
        if (changed is { Count: > 0 })
        {
            await store.ShowPricesAsync(key, view!.Lines.Where(l => changed.Contains(l.Sku)).ToDictionary(l => l.Sku, l => l.UnitPrice.Amount), ct);
        }

        return view;
    }

    public async Task<Result<CartView>> AddAsync(CartKey key, string sku, int quantity, CancellationToken ct)
    {
        if (CheckSku(sku).Unless(quantity >= 1 && quantity <= options.MaxQuantity, "quantity", $"must be 1 to {options.MaxQuantity}").ToFailure() is { } invalid)
        {
            return invalid;
        }

        if (await store.CurrencyOfAsync(key, ct) is not { } currency)
        {
            return new NotFound("cart");
        }

        if (!(await catalog.GetVariantsAsync([sku], currency, ct)).TryGetValue(sku, out var variant))
        {
            return new NotForSale(sku);
        }

        var available = await inventory.GetAvailableAsync([sku], ct);
        var limit = Math.Min(available[sku], options.MaxQuantity);
        return await store.AddAsync(key, sku, quantity, await views.UnitPriceAsync(variant, ct), limit, ct) is { } row
            ? await views.ShowAsync(row, available, ct)
            : await WhyNotAddedAsync(key, sku, quantity, available[sku], ct);
    }

    public async Task<Result<CartView>> SetQuantityAsync(CartKey key, string sku, int quantity, CancellationToken ct)
    {
        if (CheckSku(sku).Unless(quantity >= 0 && quantity <= options.MaxQuantity, "quantity", $"must be 0 to {options.MaxQuantity}").ToFailure() is { } invalid)
        {
            return invalid;
        }

        IReadOnlyDictionary<string, int>? available = null;
        long? price = null;
        if (quantity > 0)
        {
            if (await store.CurrencyOfAsync(key, ct) is not { } currency)
            {
                return new NotFound("cart");
            }

            if (!(await catalog.GetVariantsAsync([sku], currency, ct)).TryGetValue(sku, out var variant))
            {
                return new NotForSale(sku);
            }

            price = await views.UnitPriceAsync(variant, ct);
            available = await inventory.GetAvailableAsync([sku], ct);
            if (available[sku] < quantity)
            {
                return new OutOfStock(sku, quantity, available[sku]);
            }
        }

        return await store.SetQuantityAsync(key, sku, quantity, price, ct) is { } row
            ? await views.ShowAsync(row, available, ct)
            : await WhyNotAsync(key, new NotFound("line in the cart"), ct);
    }

    public async Task<Result<CartView>> ApplyCouponAsync(CartKey key, string code, CancellationToken ct)
    {
        var clean = code.Trim().ToUpperInvariant();
        if (new FieldErrors().Text(clean, "code", 40).ToFailure() is { } invalid)
        {
            return invalid;
        }

        return await store.AddCouponAsync(key, clean, MaxCoupons, ct) is { } row
            ? await views.ShowAsync(row, null, ct)
            : await WhyNotAsync(key, new TooManyInCart("coupons", MaxCoupons), ct);
    }

    public async Task<Result<CartView>> RemoveCouponAsync(CartKey key, string code, CancellationToken ct) =>
        await store.RemoveCouponAsync(key, code.Trim().ToUpperInvariant(), ct) is { } row
            ? await views.ShowAsync(row, null, ct)
            : await WhyNotAsync(key, new NotFound("cart"), ct);

    public async Task<Result<CartView>> SaveAsync(CartKey key, string sku, CancellationToken ct) =>
        await store.SaveForLaterAsync(key, sku, ct) is { } row
            ? await views.ShowAsync(row, null, ct)
            : await WhyNotAsync(key, new NotFound("line in the cart"), ct);

    /// <summary>Back into the cart with as many pieces as there are.</summary>
    public async Task<Result<CartView>> MoveToCartAsync(CartKey key, string sku, CancellationToken ct)
    {
        var saved = (await store.FindAsync(key, ct))?.SavedEntries.FirstOrDefault(e => e.Key == sku).Value;
        if (saved is null)
        {
            return await WhyNotAsync(key, new NotFound("line saved for later"), ct);
        }

        var available = (await inventory.GetAvailableAsync([sku], ct))[sku];
        var added = await AddAsync(key, sku, Math.Clamp(saved.Quantity, 1, Math.Max(available, 1)), ct);
        return added.Succeeded ? await ForgetAsync(key with { Version = null }, sku, ct) : added;
    }

    public async Task<Result<CartView>> ForgetAsync(CartKey key, string sku, CancellationToken ct) =>
        await store.ForgetSavedAsync(key, sku, ct) is { } row ? await views.ShowAsync(row, null, ct) : await WhyNotAsync(key, new NotFound("cart"), ct);

    private async Task<Failure> WhyNotAddedAsync(CartKey key, string sku, int quantity, int available, CancellationToken ct)
    {
        if (await store.FindAsync(key, ct) is not { } row)
        {
            return new NotFound("cart");
        }

        var wanted = quantity + (row.Entries.FirstOrDefault(e => e.Key == sku).Value?.Quantity ?? 0);
        return key.Version is { } seen && seen != row.Version ? new CartChanged(row.Version)
            : wanted > available ? new OutOfStock(sku, wanted, available)
            : wanted > options.MaxQuantity ? new TooManyInCart("pieces of one article", options.MaxQuantity)
            : new TooManyInCart("articles", options.MaxLines);
    }

    private async Task<Failure> WhyNotAsync(CartKey key, Failure otherwise, CancellationToken ct) => await store.FindAsync(key, ct) switch
    {
        null => new NotFound("cart"),
        var row when key.Version is { } seen && seen != row.Version => new CartChanged(row.Version),
        _ => otherwise,
    };

    private static FieldErrors CheckSku(string sku) => new FieldErrors().Text(sku, "sku", 100);
}
