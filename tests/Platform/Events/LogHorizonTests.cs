using FsCheck;
using FsCheck.Fluent;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Testing;

namespace Maru.Platform.Tests.Events;

/// <summary>Any interleaving of writers that open, tell, commit and roll back, with a reader that looks in between: it reads each committed event once, by position.</summary>
public sealed class LogHorizonTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int Schedules = 120;
    private const string Tell =
        "insert into outbox (id, type, key, data, at) values (gen_random_uuid(), 'teller.counted', 'key', '{}', now()) returning position";

    private static readonly string[] Source = ["teller"];

    private TestDatabase _database = null!;
    private LogHost _host = null!;
    private LogHorizon _horizon = null!;
    private long _read;

    private enum Act
    {
        Tell,
        Commit,
        RollBack,
        Look,
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _host = await LogHost.StartAsync(_database.ConnectionString);
        _horizon = new LogHorizon(Source.Length);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Horizon_UnderAnySchedule_LosesNothingAndRepeatsNothing()
    {
        var step = Gen.Zip(Gen.Frequency((3, Gen.Constant(Act.Tell)), (2, Gen.Constant(Act.Commit)), (1, Gen.Constant(Act.RollBack)), (2, Gen.Constant(Act.Look))), Gen.Choose(0, Writers - 1));
        Prop.ForAll(Arb.From(Gen.ListOf(step, 40)), schedule => RunAsync(schedule).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(Schedules));
    }

    private async Task<bool> RunAsync(IEnumerable<(Act Act, int Writer)> schedule)
    {
        var open = new Transaction?[Writers];
        var drawn = new List<long>[Writers];
        var committed = new List<long>();
        var read = new List<long>();

        async Task EndAsync(int writer, bool commit)
        {
            if (open[writer] is { } transaction)
            {
                if (commit)
                {
                    await transaction.CommitAsync(CancellationToken.None);
                    committed.AddRange(drawn[writer]);
                }

                await transaction.DisposeAsync();
                open[writer] = null;
            }
        }

        foreach (var (act, writer) in schedule)
        {
            switch (act)
            {
                case Act.Tell:
                    if (open[writer] is null)
                    {
                        open[writer] = await _host.Teller.BeginAsync(CancellationToken.None);
                        drawn[writer] = [];
                        await open[writer]!.ExecuteAsync("select pg_current_xact_id()", null, CancellationToken.None);
                    }

                    drawn[writer].Add(await open[writer]!.QuerySingleOrDefaultAsync<long>(Tell, null, CancellationToken.None));
                    break;
                case Act.Look:
                    await LookAsync(read);
                    break;
                default:
                    await EndAsync(writer, act == Act.Commit);
                    break;
            }
        }

        for (var writer = 0; writer < Writers; writer++)
        {
            await EndAsync(writer, commit: true);
        }

        // Other writers of the cluster may hold the horizon for a moment.
        do
        {
            await LookAsync(read);
        }
        while (_horizon.Waiting);
        return read.SequenceEqual(committed.Order());
    }

    /// <summary>What the watcher does at each turn.</summary>
    private async Task LookAsync(List<long> read)
    {
        var state = await _host.Reader.LookAsync(Source, CancellationToken.None);
        if (_horizon.NeedsMark(state))
        {
            _horizon.Add(await _host.Reader.MarkAsync(Source, CancellationToken.None));
            state = await _host.Reader.LookAsync(Source, CancellationToken.None);
        }

        _horizon.Settle(state);
        foreach (var happened in await _host.Reader.ReadAsync(Source[0], _read, _horizon.Decided[0], null, 1000, CancellationToken.None))
        {
            read.Add(happened.Position);
            _read = happened.Position;
        }
    }
}
