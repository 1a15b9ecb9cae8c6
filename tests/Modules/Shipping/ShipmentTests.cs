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
