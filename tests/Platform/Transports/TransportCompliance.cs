using System.Diagnostics;
using System.Text;
using Maru.Platform.Tests.Events;
using Maru.Platform.Transports;
using Maru.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform.Tests.Transports;

/// <summary>What every carrier must do. Each adds a class that opens one.</summary>
public abstract class TransportCompliance
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A client of the carrier. Clients with one prefix see the same.</summary>
    private protected abstract IEventTransport Open(string prefix);

    [Fact]
    public async Task Receive_FromTheBeginning_GivesAllInOrderAndWaitsForMore()
    {
        var prefix = FreshPrefix();
        await using var sender = Open(prefix);
        await using var receiver = Open(prefix);
        using var patience = new CancellationTokenSource(Patience);
        await SendAsync(sender, 0, 5, patience.Token);
        await using var parcels = receiver.ReceiveAsync("teller", null, patience.Token).GetAsyncEnumerator(patience.Token);
        for (var i = 0; i < 5; i++)
        {
            (await NextAsync(parcels)).Text.ShouldBe($"parcel {i}");
        }

        var next = NextAsync(parcels);
        await SendAsync(sender, 5, 6, patience.Token);
        (await next).Text.ShouldBe("parcel 5");
    }

    [Fact]
    public async Task Receive_FromAPlace_BeginsThere()
    {
        var prefix = FreshPrefix();
        await using var transport = Open(prefix);
        using var patience = new CancellationTokenSource(Patience);
        await SendAsync(transport, 0, 30, patience.Token);
        long place;
        await using (var parcels = transport.ReceiveAsync("teller", null, patience.Token).GetAsyncEnumerator(patience.Token))
        {
            await NextAsync(parcels);
            place = (await NextAsync(parcels)).Place;
        }

        await using var rest = transport.ReceiveAsync("teller", place + 1, patience.Token).GetAsyncEnumerator(patience.Token);
        for (var i = 2; i < 30; i++)
        {
            (await NextAsync(rest)).Text.ShouldBe($"parcel {i}");
        }
    }

    [Fact]
    public async Task Receive_ByTwo_GivesEachOfThemAll()
    {
        var prefix = FreshPrefix();
        await using var transport = Open(prefix);
        using var patience = new CancellationTokenSource(Patience);
        await SendAsync(transport, 0, 3, patience.Token);
        for (var receiver = 0; receiver < 2; receiver++)
        {
            await using var parcels = transport.ReceiveAsync("teller", null, patience.Token).GetAsyncEnumerator(patience.Token);
            for (var i = 0; i < 3; i++)
            {
                (await NextAsync(parcels)).Text.ShouldBe($"parcel {i}");
            }
        }
    }

    [Fact]
    public async Task Receive_OfOneLog_GivesNothingOfAnother()
    {
        var prefix = FreshPrefix();
        await using var transport = Open(prefix);
        using var patience = new CancellationTokenSource(Patience);
        await transport.SendAsync("other", Encoding.UTF8.GetBytes("not this"), patience.Token);
        await SendAsync(transport, 0, 1, patience.Token);
        await using var parcels = transport.ReceiveAsync("teller", null, patience.Token).GetAsyncEnumerator(patience.Token);
        (await NextAsync(parcels)).Text.ShouldBe("parcel 0");
    }

    [Fact]
    public async Task Send_OfALargeParcel_ComesWhole()
    {
        var prefix = FreshPrefix();
        var large = new byte[600_000];
        new Random(1).NextBytes(large);
        await using var transport = Open(prefix);
        using var patience = new CancellationTokenSource(Patience);
        await transport.SendAsync("teller", large, patience.Token);
        await using var parcels = transport.ReceiveAsync("teller", null, patience.Token).GetAsyncEnumerator(patience.Token);
        (await parcels.MoveNextAsync()).ShouldBeTrue();
        parcels.Current.Content.ToArray().ShouldBe(large);
    }

    [Fact]
    public async Task Events_BetweenTwoDatabases_HaveTheirEffectOnceAndInOrderWhateverTheCarrierDoes()
    {
        var prefix = FreshPrefix();
        await using var here = await TestDatabase.CreateAsync();
        await using var there = await TestDatabase.CreateAsync();
        await using var teller = await StartAsync(here, "teller", "listener", () => new Mischief(Open(prefix), 1));
        await using var listener = await StartAsync(there, "listener", "teller", () => new Mischief(Open(prefix), 2));
        const int counters = 6, each = 40;
        using (var activity = new Activity("test").Start())
        {
            for (var n = 1; n <= each; n++)
            {
                await teller.TellAsync([.. Enumerable.Range(0, counters).Select(c => new Counted($"counter {c}", n))]);
            }

            var heard = await listener.HeardAsync(counters * each);
            foreach (var counter in heard.GroupBy(h => h.Counter))
            {
                counter.Select(h => h.Number).ShouldBe(Enumerable.Range(1, each), $"{counter.Key} out of order");
            }

            (await listener.TracesAsync()).ShouldBe([activity.TraceId.ToString()]);
        }

        var echoes = await EchoesAsync(teller, counters * each);
        foreach (var counter in echoes.GroupBy(e => e.Counter))
        {
            counter.Select(e => e.Number).ShouldBe(Enumerable.Range(1, each), $"{counter.Key}'s answers out of order");
        }
    }

    private protected static Task<LogHost> StartAsync(TestDatabase database, string module, string other, Func<IEventTransport> open) => LogHost.StartAsync(
        database.ConnectionString, chosen: new HashSet<string> { module },
        settings: new Dictionary<string, string?>
        {
            [TransportOptions.KindSetting] = "postgres",
            [TransportOptions.UriSetting] = "put in below",
            [TransportOptions.SendsSetting] = module,
            [TransportOptions.ReceivesSetting] = other,
        },
        services: services => services.AddSingleton(_ => open()));

    private protected static async Task<List<LogHost.Heard>> EchoesAsync(LogHost teller, int count)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var echoes = await teller.Teller.QueryAsync<LogHost.Heard>("select counter, number, sequence from echoes order by sequence", null, CancellationToken.None);
            if (echoes.Count >= count || TimeProvider.System.GetElapsedTime(begin) > Patience)
            {
                echoes.Count.ShouldBe(count);
                return echoes;
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private protected static string FreshPrefix() => "test" + Guid.NewGuid().ToString("N");

    private static async Task SendAsync(IEventTransport transport, int from, int to, CancellationToken ct)
    {
        for (var i = from; i < to; i++)
        {
            await transport.SendAsync("teller", Encoding.UTF8.GetBytes($"parcel {i}"), ct);
        }
    }

    private static async Task<(string Text, long Place)> NextAsync(IAsyncEnumerator<Parcel> parcels)
    {
        (await parcels.MoveNextAsync()).ShouldBeTrue();
        return (Encoding.UTF8.GetString(parcels.Current.Content.Span), parcels.Current.Place);
    }
}
