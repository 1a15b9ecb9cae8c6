using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Platform.Jobs;

/// <summary>Jobs as the back office sees them.</summary>
public sealed class JobsView(Database<PlatformModule> database)
{
    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken ct) => await database.QueryAsync<JobView>(
        """
        select j.module, j.name, j.schedule, j.next_run_at, r.state as last_state, r.started_at as last_started_at, r.finished_at as last_finished_at, r.report, r.error
        from jobs j left join job_runs r on r.id = j.last_run order by j.module, j.name
        """,
        null, ct);

    public async Task<Page<JobRunView>> ListRunsAsync(string module, string name, PageRequest page, CancellationToken ct)
    {
        var args = new { module, name, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from job_runs where module = @module and name = @name", args, ct);
        var rows = await database.QueryAsync<JobRunView>(
            """
            select id, state, argument, report, error, started_at, finished_at from job_runs
            where module = @module and name = @name order by started_at desc limit @Size offset @Offset
            """,
            args, ct);
        return new Page<JobRunView>(rows, total, page.Number, page.Size);
    }

    /// <summary>Asks for a run as soon as a process that has the module is free to do it.</summary>
    public async Task<Result<Done>> RequestAsync(string module, string name, string? argument, CancellationToken ct) =>
        await database.ExecuteAsync("update jobs set requested = true, argument = @argument where module = @module and name = @name", new { module, name, argument }, ct) == 1
            ? Done.Value
            : new NotFound("job");
}

/// <param name="LastState">running, succeeded, failed, stopped or abandoned.</param>
public sealed record JobView(
    string Module, string Name, string Schedule, DateTimeOffset? NextRunAt, string? LastState, DateTimeOffset? LastStartedAt, DateTimeOffset? LastFinishedAt, string? Report,
    string? Error);

public sealed record JobRunView(Guid Id, string State, string? Argument, string? Report, string? Error, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
