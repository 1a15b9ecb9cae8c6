using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Search.Index;
using Maru.Platform.Data;
using Maru.Platform.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Search.Rules;

/// <summary>Keeps the rules, and this process's index by them: read at the start, whenever another version is told of, and now and then anyway.</summary>
internal sealed partial class RuleStore(Database<SearchModule> db, ProductIndex index, TimeProvider time, ILogger<RuleStore> log) : BackgroundService
{
    private static readonly TimeSpan Reread = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _changed = new(0);

    public async Task<SearchRulesView> CurrentAsync(CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<VersionRow>("select version, rules::text as rules, actor, at from rule_versions order by version desc limit 1", null, ct) is { } row
            ? row.ToView()
            : new SearchRulesView(0, RuleBook.Initial, null, null);

    public async Task<IReadOnlyList<SearchRulesView>> VersionsAsync(int limit, CancellationToken ct) =>
        [.. (await db.QueryAsync<VersionRow>("select version, rules::text as rules, actor, at from rule_versions order by version desc limit @limit", new { limit }, ct)).Select(r => r.ToView())];

    public async Task<Result<SearchRulesView>> SaveAsync(SearchRuleSet rules, int version, string actor, CancellationToken ct)
    {
        if (RuleChecks.Check(rules) is { } failure)
        {
            return failure;
        }

        var now = time.GetUtcNow();
        await using var tx = await db.BeginAsync(ct);

        // Two editors who start from one version want the same number: the key lets one of them have it.
        var saved = await tx.ExecuteAsync(
            """
            insert into rule_versions (version, rules, actor, at) select @version + 1, @Rules::jsonb, @actor, @now
            where @version = coalesce((select max(version) from rule_versions), 0) on conflict do nothing
            """,
            new { version, Rules = MaruJson.Write(rules), actor, now }, ct);
        if (saved == 0)
        {
            return new StateConflict("The rules were changed by somebody else meanwhile. Look at them again.");
        }

        tx.Publish(new SearchRulesChanged(version + 1, actor, now));
        await tx.CommitAsync(ct);
        return new SearchRulesView(version + 1, rules, actor, now);
    }

    /// <summary>Another version was saved, here or elsewhere.</summary>
    public void Changed() => _changed.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var taken = 0;
        try
        {
            while (true)
            {
                try
                {
                    var current = await CurrentAsync(stoppingToken);
                    if (current.Version != taken)
                    {
                        index.Book = RuleBook.Of(current.Rules);
                        taken = current.Version;
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailed(log, e);
                }

                await _changed.WaitAsync(Reread, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private sealed record VersionRow(int Version, string Rules, string Actor, DateTimeOffset At)
    {
        public SearchRulesView ToView() => new(Version, MaruJson.Read<SearchRuleSet>(Rules), Actor, At);
    }

    [LoggerMessage(6003, LogLevel.Warning, "The search rules could not be read; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
