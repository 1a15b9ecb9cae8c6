using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Pricing;
using Maru.Contracts.Shipping;

namespace Maru.Modules.Ordering.Tests.Scripted;

/// <summary>The parties around a checkout that hold goods: what they have and how they answer is said by the test.</summary>
internal sealed class Goods : ICarts, ICatalog, IInventory, IPricing, IShipping
{
    public static readonly SellerId SellerA = SellerId.New();
    public static readonly SellerId SellerB = SellerId.New();

    private readonly ConcurrentDictionary<CartId, CartView> _carts = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _stock = [];
    private readonly Dictionary<ReservationId, (string State, IReadOnlyList<StockLine> Lines)> _holds = [];
    private readonly HashSet<Guid> _restocked = [];

    public ConcurrentDictionary<OrderId, bool> CouponsInUse { get; } = new();

    public string? RefusedCoupon { get; set; }

    public bool RefuseParcels { get; set; }

    /// <summary>Throws in the place of the next answer of that call.</summary>
    public ConcurrentQueue<string> Breaks { get; } = new();

    public int Held
    {
        get
        {
            lock (_lock)
            {
                return _holds.Values.Where(h => h.State == "held").Sum(h => h.Lines.Sum(l => l.Quantity));
            }
        }
    }

    public int Sold
    {
        get
        {
            lock (_lock)
            {
                return _holds.Values.Where(h => h.State == "sold").Sum(h => h.Lines.Sum(l => l.Quantity));
            }
        }
    }

    public int Left(string sku)
    {
        lock (_lock)
        {
            return _stock.GetValueOrDefault(sku);
        }
    }

    public void Stock(string sku, int quantity)
    {
        lock (_lock)
        {
            _stock[sku] = quantity;
        }
    }

    public void Lapse()
    {
        lock (_lock)
        {
            foreach (var (id, hold) in _holds.Where(h => h.Value.State == "held").ToArray())
            {
                Return(hold.Lines);
                _holds[id] = ("lapsed", hold.Lines);
            }
        }
    }

    public CartId Cart(params (string Sku, int Quantity, long Price)[] lines) => Cart(null, [], lines);

    public CartId Cart(UserId? owner, string[] coupons, params (string Sku, int Quantity, long Price)[] lines)
    {
        var id = CartId.New();
        var cartLines = lines.Select((l, i) => new CartLine(
            l.Sku, ProductId.New(), "slug-" + l.Sku, LocalizedText.Same(l.Sku), LocalizedText.Same(""), l.Quantity, new Money(l.Price, Currency.Krw), null,
            new Money(l.Price * l.Quantity, Currency.Krw), int.MaxValue, null, i % 2 == 0 ? SellerA : SellerB)).ToArray();
        var sum = new Money(cartLines.Sum(l => l.Total.Amount), Currency.Krw);
        _carts[id] = new CartView(id, owner, Currency.Krw, cartLines, coupons, sum, Money.Zero(Currency.Krw), sum, [], DateTimeOffset.MaxValue, 1);
        foreach (var line in lines)
        {
            lock (_lock)
            {
                _stock.TryAdd(line.Sku, 1000);
            }
        }

        return id;
    }

    public void Close(CartId cart) => _carts.TryRemove(cart, out _);

    Task<CartView?> ICarts.FindAsync(CartId id, CancellationToken ct) => Task.FromResult(_carts.GetValueOrDefault(id));

    public Task<CartView> OfMemberAsync(UserId user, Currency currency, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> CreateAsync(UserId? owner, Currency currency, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> AddAsync(CartId id, string sku, int quantity, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> AddOnceAsync(CartId id, Guid operation, string sku, int quantity, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> SetQuantityAsync(CartId id, string sku, int quantity, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> ApplyCouponAsync(CartId id, string code, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> RemoveCouponAsync(CartId id, string code, CancellationToken ct) => throw new NotSupportedException();

    public Task<Result<CartView>> MergeAsync(CartId guestCart, UserId member, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, SellableVariant>> GetVariantsAsync(IReadOnlyCollection<string> skus, Currency currency, CancellationToken ct)
    {
        var lines = _carts.Values.SelectMany(c => c.Lines).Where(l => skus.Contains(l.Sku)).DistinctBy(l => l.Sku);
        return Task.FromResult<IReadOnlyDictionary<string, SellableVariant>>(lines.ToDictionary(l => l.Sku, l => new SellableVariant(
            l.Sku, l.ProductId, VariantId.New(), l.ProductSlug, l.Name, l.OptionText, l.UnitPrice, null, l.SellerId, "shirts", "brand", 300, 1000, true, null)));
    }

    /// <summary>A coupon takes ten percent off, shared over the lines.</summary>
    public Task<PricedBasket> PriceAsync(PriceRequest request, CancellationToken ct)
    {
        var lines = request.Lines.Select(l =>
        {
            var sum = l.ListPrice * l.Quantity;
            var discount = request.Coupons.Count > 0 ? sum.BasisPoints(1000) : Money.Zero(request.Currency);
            return new PricedLine(l.Sku, l.Quantity, l.ListPrice, discount, sum - discount);
        }).ToArray();
        Money Sum(Func<PricedLine, Money> of) => new(lines.Sum(l => of(l).Amount), request.Currency);
        return Task.FromResult(new PricedBasket(lines, Sum(l => l.Total + l.Discount), Sum(l => l.Discount), Sum(l => l.Total), false, [], []));
    }

    public Task<Result<Done>> RedeemAsync(OrderId order, IReadOnlyList<string> coupons, UserId? user, string email, CancellationToken ct)
    {
        Break("redeem");
        if (coupons.Contains(RefusedCoupon))
        {
            return Task.FromResult<Result<Done>>(new CouponNotUsable(RefusedCoupon!, "used-up"));
        }

        CouponsInUse[order] = true;
        return Task.FromResult<Result<Done>>(Done.Value);
    }

    Task IPricing.ReleaseAsync(OrderId order, CancellationToken ct)
    {
        CouponsInUse.TryRemove(order, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ShippingOption>> QuoteAsync(ShippingQuoteRequest request, CancellationToken ct) => Task.FromResult<IReadOnlyList<ShippingOption>>(
        [new ShippingOption("standard", LocalizedText.Same("Standard"), new Money(3000, Currency.Krw), "sim", 1, 3, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 3))]);

    Task<Result<ShipmentView>> IShipping.CreateAsync(CreateShipment request, CancellationToken ct)
    {
        Break("parcel");
        return Task.FromResult<Result<ShipmentView>>(RefuseParcels
            ? new StateConflict("The carrier does not go there.")
            : new ShipmentView(request.Shipment, request.Order, "sim", "T" + request.Shipment, null, null, "label-created", [], null));
    }

    public Task<IReadOnlyList<ShipmentView>> OfOrderAsync(OrderId order, CancellationToken ct) => Task.FromResult<IReadOnlyList<ShipmentView>>([]);

    public Task<IReadOnlyDictionary<string, int>> GetAvailableAsync(IReadOnlyCollection<string> skus, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(skus.ToDictionary(s => s, Left));

    public Task<Result<StockReservation>> ReserveAsync(ReserveStock request, CancellationToken ct)
    {
        Break("reserve");
        lock (_lock)
        {
            if (_holds.TryGetValue(request.Reservation, out var before))
            {
                return Task.FromResult<Result<StockReservation>>(
                    before.State is "held" or "sold" ? Reservation(request.Reservation, before.Lines) : new ReservationLapsed(request.Reservation));
            }

            if (request.Lines.FirstOrDefault(l => _stock.GetValueOrDefault(l.Sku) < l.Quantity) is { } scarce)
            {
                return Task.FromResult<Result<StockReservation>>(new OutOfStock(scarce.Sku, scarce.Quantity, _stock.GetValueOrDefault(scarce.Sku)));
            }

            foreach (var line in request.Lines)
            {
                _stock[line.Sku] -= line.Quantity;
            }

            _holds[request.Reservation] = ("held", request.Lines);
            return Task.FromResult<Result<StockReservation>>(Reservation(request.Reservation, request.Lines));
        }
    }

    Task<Result<StockReservation>> IInventory.CommitAsync(ReservationId reservation, CancellationToken ct)
    {
        Break("commit");
        lock (_lock)
        {
            if (!_holds.TryGetValue(reservation, out var hold) || hold.State is "lapsed" or "released")
            {
                return Task.FromResult<Result<StockReservation>>(new ReservationLapsed(reservation));
            }

            _holds[reservation] = ("sold", hold.Lines);
            return Task.FromResult<Result<StockReservation>>(Reservation(reservation, hold.Lines));
        }
    }

    Task IInventory.ReleaseAsync(ReservationId reservation, string reason, CancellationToken ct)
    {
        Break("release");
        lock (_lock)
        {
            if (!_holds.TryGetValue(reservation, out var hold))
            {
                _holds[reservation] = ("released", []);
            }
            else if (hold.State == "held")
            {
                Return(hold.Lines);
                _holds[reservation] = ("released", hold.Lines);
            }
        }

        return Task.CompletedTask;
    }

    public Task<Result<Done>> RestockAsync(RestockGoods request, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_restocked.Add(request.Id))
            {
                Return(request.Lines);
            }
        }

        return Task.FromResult<Result<Done>>(Done.Value);
    }

    private void Return(IReadOnlyList<StockLine> lines)
    {
        foreach (var line in lines)
        {
            _stock[line.Sku] += line.Quantity;
        }
    }

    private void Break(string call)
    {
        if (Breaks.TryPeek(out var next) && next == call)
        {
            Breaks.TryDequeue(out _);
            throw new IOException($"The connection was lost during {call}.");
        }
    }

    private static StockReservation Reservation(ReservationId id, IReadOnlyList<StockLine> lines) =>
        new(id, [.. lines.Select(l => new AllocatedLine(l.Sku, l.Quantity, "main"))], DateTimeOffset.MaxValue);
}
