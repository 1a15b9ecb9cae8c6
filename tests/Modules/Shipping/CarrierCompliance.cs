using Maru.Contracts;
using Maru.Modules.Shipping.Carriers;
using Maru.Modules.Shipping.Tests.Simulators;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Shipping.Tests;

/// <summary>What every carrier must do, whatever it speaks. A carrier adds its simulator and one line.</summary>
public abstract class CarrierCompliance<TSimulator>(TSimulator simulator) : IClassFixture<TSimulator> where TSimulator : CarrierSimulator
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Book_WhenAccepted_GivesANumberThatCanBeTracked()
    {
        var carrier = Carrier();
        var parcel = ParcelTo("06236");

        var booking = (await carrier.BookAsync(parcel, Ct)).Value!;
        var tracking = (await carrier.TrackAsync(parcel, booking.TrackingNumber, Ct)).Value!;

        booking.TrackingUrl.ShouldNotBeNull().ShouldContain(booking.TrackingNumber);
        tracking.Select(t => t.Status).ShouldBe([TrackingWords.LabelCreated]);
        if (booking.Label is { } label)
        {
            label.ContentType.ShouldBe("application/pdf");
            System.Text.Encoding.ASCII.GetString(label.Content).ShouldStartWith("%PDF");
        }
    }

    [Fact]
    public async Task Book_WhenAddressIsNotServed_SaysWhyInTheCarriersWords()
    {
        var refused = (await Carrier().BookAsync(ParcelTo("00000"), Ct)).Failure.ShouldBeOfType<CarrierRefused>();

        refused.CarrierCode.ShouldNotBeEmpty();
        refused.Detail.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Track_WhenParcelMoved_TellsEveryStationOldestFirstInMarusWords()
    {
        var carrier = Carrier();
        var parcel = ParcelTo("06236");
        var number = (await carrier.BookAsync(parcel, Ct)).Value!.TrackingNumber;
        for (var i = 0; i < simulator.Codes.Count; i++)
        {
            simulator.Move(number, simulator.Codes[i].Code, "Seoul " + i, Noon.AddHours(i + 1));
        }

        var tracking = (await carrier.TrackAsync(parcel, number, Ct)).Value!;

        tracking.Select(t => t.Status).ShouldBe([TrackingWords.LabelCreated, .. simulator.Codes.Select(c => c.Status)]);
        tracking.Select(t => t.At).ShouldBe([Noon, .. simulator.Codes.Select((_, i) => Noon.AddHours(i + 1))]);
        tracking[1].Place.ShouldBe("Seoul 0");
        tracking.ShouldAllBe(t => t.Text.In("ko").Length > 0 && t.Text.In("en").Length > 0);
    }

    [Fact]
    public async Task Calls_WhenTheCarrierIsDown_SayItCannotBeReached()
    {
        var carrier = Carrier();
        var parcel = ParcelTo("06236");
        simulator.Down = true;
        try
        {
            (await carrier.BookAsync(parcel, Ct)).Failure.ShouldBeOfType<Unavailable>();
            (await carrier.TrackAsync(parcel, "1", Ct)).Failure.ShouldBeOfType<Unavailable>();
        }
        finally
        {
            simulator.Down = false;
        }
    }

    [Fact]
    public async Task Rate_WhenAsked_IsInMinorUnitsOrNone()
    {
        var rate = await Carrier().RateAsync(ParcelTo("06236"), Ct);

        rate.Succeeded.ShouldBeTrue();
        (rate.Value?.Price ?? ExpectedRate).ShouldBe(ExpectedRate);
    }

    private protected abstract Money ExpectedRate { get; }

    private protected abstract ICarrier CarrierFrom(IConfiguration configuration);

    private static Parcel ParcelTo(string postalCode) => new(
        ShipmentId.New(), "M-1001", new Address("홍길동", "테헤란로 1", "3층", "Seoul", null, postalCode, "KR", "010-1234-5678"),
        new Address("Maru", "1 Sejong-daero", null, "Seoul", null, "04524", "KR", "+82-2-0000-0000"), 700, 3_000, Noon);

    private ICarrier Carrier() => CarrierFrom(new ConfigurationBuilder().AddInMemoryCollection(simulator.Settings).Build());
}

public sealed class DhlTests(DhlSimulator simulator) : CarrierCompliance<DhlSimulator>(simulator)
{
    private protected override Money ExpectedRate => new(4_835, Currency.Usd);

    private protected override ICarrier CarrierFrom(IConfiguration configuration) => new DhlCarrier(configuration);
}

public sealed class FedExTests(FedExSimulator simulator) : CarrierCompliance<FedExSimulator>(simulator)
{
    private protected override Money ExpectedRate => new(5_120, Currency.Usd);

    private protected override ICarrier CarrierFrom(IConfiguration configuration) => new FedExCarrier(configuration, TimeProvider.System);
}

public sealed class HanjinTests(HanjinSimulator simulator) : CarrierCompliance<HanjinSimulator>(simulator)
{
    private protected override Money ExpectedRate => Money.Zero(Currency.Krw);

    private protected override ICarrier CarrierFrom(IConfiguration configuration) => new HanjinCarrier(configuration, TimeProvider.System);
}
