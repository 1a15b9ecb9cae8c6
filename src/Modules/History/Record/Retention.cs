using System.Globalization;
using Maru.Platform.Data;
using Maru.Platform.Jobs;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.History.Record;

/// <summary>
/// How long each group is kept, in days (History:KeepDays:sales and so on). The defaults are what Korean law asks a shop to keep: contracts, payments and
/// deliveries five years (Act on Consumer Protection in Electronic Commerce, Enforcement Decree, art. 6), sign-ins three months (Protection of Communications
/// Secrets Act, Enforcement Decree, art. 41).
/// </summary>
internal sealed class Retention(Database<HistoryModule> database, IConfiguration configuration, TimeProvider time) : IJob
{
    private const int BatchSize = 5000;
    private const int Year = 365;

    private readonly IReadOnlyDictionary<string, int> _days = RecordedKinds.All.Select(k => k.Group).Distinct().ToDictionary(g => g, g => Days(configuration, g));

    public DateTimeOffset LineOf(string group) => time.GetUtcNow().AddDays(-_days[group]);

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var total = 0;
        foreach (var group in _days.Keys)
        {
            var kinds = RecordedKinds.Expand([group]);
            int dropped;
            do
            {
                dropped = await database.ExecuteAsync(
                    """
                    with old as (select id from entries where kind = any(@kinds) and at < @line limit @BatchSize),
                        gone as (delete from entries where id in (select id from old) returning id, at, subjects)
                    delete from entry_subjects s using (select id, at, unnest(subjects) as subject from gone) g
                    where s.subject = g.subject and s.at = g.at and s.entry_id = g.id
                    """,
                    new { kinds, line = LineOf(group), BatchSize }, ct);
                total += dropped;
            }
            while (dropped > 0);
        }

        context.Report(total.ToString(CultureInfo.InvariantCulture) + " rows dropped");
    }

    private static int Days(IConfiguration configuration, string group)
    {
        var text = configuration["History:KeepDays:" + group];
        return text is null ? group switch { "sign-ins" => 90, "goods" or "stock" => Year, "reviews" => 3 * Year, _ => 5 * Year }
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= 1 ? days
            : throw new FormatException($"History:KeepDays:{group}: '{text}' is not a number of days.");
    }
}
