using Dapper;
using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Shipments;
using Maru.Platform.Jobs;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Shipping.Tests;

public sealed class ShipmentTests(ShipmentTests.FastParcels shop) : IClassFixture<ShipmentTests.FastParcels>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_WhenRepeated_MakesOneParcel()
    {
        var request = Request(OrderId.New());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Get<IShipping>().CreateAsync(request, Ct)));

        answers.ShouldAllBe(a => a.Succeeded && a.Value.TrackingNumber == answers[0].Value!.TrackingNumber);
        var parcels = await shop.Get<IShipping>().OfOrderAsync(request.Order, Ct);
        parcels.Single().Tracking.Select(t => t.Status).ShouldBe(["label-created"]);
    }

    [Fact]
    public async Task Create_WhenIdBelongsToAnotherOrder_IsRefused()
    {
        var request = Request(OrderId.New());
        await shop.Get<IShipping>().CreateAsync(request, Ct);

        (await shop.Get<IShipping>().CreateAsync(request with { Order = OrderId.New() }, Ct)).Failure.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Tracking_WhenTimePasses_TellsEveryStationOnceAndEndsDelivered()
    {
        var request = Request(OrderId.New());
        await shop.Get<IShipping>().CreateAsync(request, Ct);
        await shop.SqlAsync("update shipping.shipments set created_at = created_at - interval '1 day', next_look_at = now() - interval '1 second' where id = @Value", request.Shipment);

        var job = shop.Get<ParcelTracking>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => job.RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct)));

        var parcel = (await shop.Get<IShipping>().OfOrderAsync(request.Order, Ct)).Single();
        parcel.Status.ShouldBe("delivered");
        parcel.Tracking.Select(t => t.Status).ShouldBe(["label-created", "picked-up", "in-transit", "out-for-delivery", "delivered"]);
        (await shop.ToldAsync(request.Order)).ShouldBe(5);
    }

    [Fact]
    public async Task Label_WhenTheCarrierGivesNone_IsDrawnHere()
    {
        var request = Request(OrderId.New());
        var number = (await shop.Get<IShipping>().CreateAsync(request, Ct)).Value!.TrackingNumber!;

        var label = (await shop.Get<IShippingAdministration>().GetLabelAsync(request.Shipment, Ct))!;

        label.ContentType.ShouldBe("image/svg+xml");
        System.Text.Encoding.UTF8.GetString(label.Content).ShouldContain(number);
        (await shop.Get<IShippingAdministration>().GetLabelAsync(ShipmentId.New(), Ct)).ShouldBeNull();
        (await shop.Client.GetAsync($"/api/v1/admin/shipments/{request.Shipment}/label", Ct)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Rates_WhenChangedInTheBackOffice_ApplyAtOnce()
    {
        var administration = shop.Get<IShippingAdministration>();
        var standard = (await administration.ListMethodsAsync(Ct)).Single(m => m.Code == "standard");
        var quick = standard with { Code = "quick", Steps = [new RateStep(5_000, new Dictionary<string, long> { ["KRW"] = 9_900 })], FreeOver = new Dictionary<string, long>() };

        (await administration.SaveMethodAsync(quick, Ct)).Succeeded.ShouldBeTrue();
        (await QuoteAsync()).ShouldContain(o => o.Code == "quick" && o.Price.Amount == 9_900);
        (await administration.SaveMethodAsync(quick with { Carrier = "nobody", MinDays = 9 }, Ct)).Failure.ShouldBeOfType<ValidationFailure>().Errors.Keys.ShouldBe(["carrier", "maxDays"], ignoreOrder: true);
        (await administration.RemoveZoneAsync("kr", Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await administration.RemoveMethodAsync("quick", Ct)).Succeeded.ShouldBeTrue();
        (await QuoteAsync()).ShouldNotContain(o => o.Code == "quick");

        Task<IReadOnlyList<ShippingOption>> QuoteAsync() =>
            shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("KR", "06236", 500, 1_000, new Money(1_000, Currency.Krw)), Ct);
    }

    private static CreateShipment Request(OrderId order) => new(
        ShipmentId.New(), order, "M-1001", "standard", new Address("홍길동", "테헤란로 1", null, "서울", null, "06236", "KR", "010-1234-5678"),
        [new ShipmentItem(1, "A", 2, "셔츠")], "main", 700, 3_000);

    public sealed class FastParcels : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "shipping" };

        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["shipping:simulatedSeconds"] = "3600" };

        public async Task SqlAsync(string sql, ShipmentId id)
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.ExecuteAsync(sql, new { id.Value });
        }

        public async Task<long> ToldAsync(OrderId order)
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            return await connection.ExecuteScalarAsync<long>(
                "select count(*) from shipping.outbox where type = 'shipping.shipment-moved' and key = @key", new { key = order.ToString() });
        }
    }
}
