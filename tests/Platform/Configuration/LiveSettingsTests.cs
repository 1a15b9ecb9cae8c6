using Maru.Contracts;
using Maru.Testing;

namespace Maru.Platform.Tests.Configuration;

public sealed class LiveSettingsTests : IAsyncLifetime
{
    private const string Name = "tuned.volume";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private TestDatabase _database = null!;
    private SettingsHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _host = await SettingsHost.StartAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Change_WhenAllowed_IsInForceHereAndInOtherProcesses()
    {
        await using var other = await SettingsHost.StartAsync(_database.ConnectionString);
        other.Volume.ShouldBe(5);
        (await _host.Administration.ChangeAsync(Name, "7", "a quiet room", "user:1", Ct)).Succeeded.ShouldBeTrue();
        _host.Volume.ShouldBe(7);
        await UntilAsync(() => other.Volume == 7);
        await using var later = await SettingsHost.StartAsync(_database.ConnectionString);
        later.Volume.ShouldBe(7);
    }

    [Theory]
    [InlineData(Name, "12", "louder", "value")]
    [InlineData(Name, "loud", "louder", "value")]
    [InlineData(Name, "7", " ", "reason")]
    public async Task Change_WhenNotAllowed_ChangesNothing(string name, string value, string reason, string field)
    {
        (await _host.Administration.ChangeAsync(name, value, reason, "user:1", Ct)).Failure.ShouldBeOfType<ValidationFailure>().Errors.Keys.ShouldBe([field]);
        _host.Volume.ShouldBe(5);
        (await _host.Administration.ListHistoryAsync(null, PageRequest.First, Ct)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Change_WhenNobodyDeclaresIt_IsNotFound() =>
        (await _host.Administration.ChangeAsync("tuned.colour", "7", "why not", "user:1", Ct)).Failure.ShouldBeOfType<NotFound>();

    [Fact]
    public async Task History_WhenChangedAndReverted_TellsWhoWhenAndWhy()
    {
        await _host.Administration.ChangeAsync(Name, "7", "a quiet room", "user:1", Ct);
        await _host.Administration.ChangeAsync(Name, "9", "a loud room", "user:2", Ct);
        var second = (await _host.Administration.ListHistoryAsync(Name, PageRequest.First, Ct)).Items[0];
        (second.Before, second.After, second.Actor, second.Reason, second.Reverts).ShouldBe(("7", "9", "user:2", "a loud room", null));

        (await _host.Administration.RevertAsync(second.Number, "too loud", "user:3", Ct)).Value!.Value.ShouldBe("7");
        _host.Volume.ShouldBe(7);
        var reverted = (await _host.Administration.ListHistoryAsync(Name, PageRequest.First, Ct)).Items[0];
        (reverted.Before, reverted.After, reverted.Actor, reverted.Reverts).ShouldBe(("9", "7", "user:3", second.Number));

        (await _host.Administration.ResetAsync(Name, "as it was", "user:1", Ct)).Value!.ChangedAt.ShouldBeNull();
        _host.Volume.ShouldBe(5);
        (await _host.Administration.ListHistoryAsync(null, PageRequest.First, Ct)).Total.ShouldBe(4);
    }

    [Fact]
    public async Task Change_WhenTheValueIsTheSame_IsNoChange()
    {
        await _host.Administration.ChangeAsync(Name, "7", "a quiet room", "user:1", Ct);
        (await _host.Administration.ChangeAsync(Name, " 7", "again", "user:2", Ct)).Succeeded.ShouldBeTrue();
        (await _host.Administration.ListHistoryAsync(null, PageRequest.First, Ct)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Change_WhenManyAtOnce_HistoryIsAChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 11).Select(i => _host.Administration.ChangeAsync(Name, $"{i}", "a race", $"user:{i}", Ct)));
        var history = (await _host.Administration.ListHistoryAsync(Name, new PageRequest(1, 100), Ct)).Items.Reverse().ToArray();
        history[0].Before.ShouldBeNull();
        history.Zip(history.Skip(1)).ShouldAllBe(p => p.First.After == p.Second.Before);
        $"{_host.Volume}".ShouldBe(history[^1].After);
    }

    [Fact]
    public async Task Start_WhenAStoredValueIsNoLongerAllowed_TakesTheDefault()
    {
        await _host.Database.ExecuteAsync(
            """
            insert into settings (name, value, changed_at, changed_by) values ('tuned.volume', '99', now(), 'user:1'), ('tuned.gone', '1', now(), 'user:1');
            insert into setting_changes (name, after, reason, actor, at) values ('tuned.volume', '99', 'an older version', 'user:1', now())
            """, null, Ct);
        await using var later = await SettingsHost.StartAsync(_database.ConnectionString);
        later.Volume.ShouldBe(5);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!holds() && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        holds().ShouldBeTrue();
    }
}
