using Maru.Platform.Data;
using Maru.Platform.Remote;
using Maru.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Jobs;

/// <summary>
/// Runs the jobs of this process's modules. A run holds a lease in the database: no second process begins the job while it is prolonged, and one takes
/// over when it is not. A run that fails is tried again at its next time.
/// </summary>
internal sealed partial class JobRunner(
    IReadOnlyList<JobRegistration> registrations, Database<PlatformModule> database, IServiceProvider services, ProcessIdentity self, TimeProvider time,
    ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        var registered = false;
        using var timer = new PeriodicTimer(Poll, time);
        try
        {
            do
            {
                try
                {
                    if (!registered)
                    {
                        await RegisterAsync(stoppingToken);
                        registered = true;
                    }

                    foreach (var due in await DueAsync(stoppingToken))
                    {
                        if (await ClaimAsync(due, stoppingToken) is { } claim)
                        {
                            running.Add(RunAsync(due, claim, stoppingToken));
                        }
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogPollFailed(log, e);
                }

                running.RemoveAll(r => r.IsCompleted);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    /// <summary>When a job that ran (or was first seen) at a moment runs next.</summary>
    internal static DateTimeOffset? NextAfter(JobSchedule schedule, DateTimeOffset now)
    {
        if (schedule.Interval is { } interval)
        {
            return now + interval;
        }

        if (schedule.TimeOfDay is not { } at)
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var day = TimeOnly.FromTimeSpan(local.TimeOfDay) < at ? local.Date : local.Date.AddDays(1);
        var wanted = day + at.ToTimeSpan();
        return new DateTimeOffset(wanted, Zone.GetUtcOffset(wanted)).ToUniversalTime();
    }

    private async Task RegisterAsync(CancellationToken ct)
    {
        foreach (var job in registrations)
        {
            await database.ExecuteAsync(
                """
                insert into jobs (module, name, schedule, next_run_at) values (@Module, @Name, @schedule, @next)
                on conflict (module, name) do update set schedule = excluded.schedule,
                    next_run_at = case when jobs.schedule = excluded.schedule then jobs.next_run_at else excluded.next_run_at end
                """,
                new { job.Module, job.Name, schedule = job.Schedule.ToString(), next = NextAfter(job.Schedule, time.GetUtcNow()) }, ct);
        }
    }

    private async Task<IReadOnlyList<JobRegistration>> DueAsync(CancellationToken ct)
    {
        var due = await database.QueryAsync<DueJob>(
            "select module, name from jobs where (requested or next_run_at <= @now) and (leased_until is null or leased_until < @now)", new { now = time.GetUtcNow() }, ct);
        return [.. registrations.Where(r => due.Contains(new DueJob(r.Module, r.Name)))];
    }

    private async Task<Claim?> ClaimAsync(JobRegistration job, CancellationToken ct)
    {
        var run = Guid.CreateVersion7();
        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(ct);
        var before = await transaction.QuerySingleOrDefaultAsync<ClaimedJob>(
            """
            select argument, last_run from jobs
            where module = @Module and name = @Name and (requested or next_run_at <= @now) and (leased_until is null or leased_until < @now) for update skip locked
            """,
            new { job.Module, job.Name, now }, ct);
        if (before is null)
        {
            return null;
        }

        await transaction.ExecuteAsync(
            """
            update job_runs set state = 'abandoned', finished_at = @now where id = @LastRun and state = 'running';
            update jobs set requested = false, argument = null, leased_until = @lease, last_run = @run, next_run_at = @next where module = @Module and name = @Name;
            insert into job_runs (id, module, name, argument, state, instance, started_at) values (@run, @Module, @Name, @Argument, 'running', @Id, @now)
            """,
            new { job.Module, job.Name, now, lease = now + Lease, run, next = NextAfter(job.Schedule, now), before.Argument, before.LastRun, self.Id }, ct);
        await transaction.CommitAsync(ct);
        return new Claim(run, before.Argument);
    }

    private async Task RunAsync(JobRegistration job, Claim claim, CancellationToken stopping)
    {
        await Task.Yield();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        string? report = null, error = null;
        var prolonging = ProlongAsync(job, claim, () => report, ending.Token);
        var state = "succeeded";
        var started = time.GetTimestamp();
        try
        {
            await ((IJob)services.GetRequiredService(job.Job)).RunAsync(new JobContext(claim.Run, claim.Argument, text => report = text), ending.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            state = "stopped";
        }
        catch (Exception e)
        {
            state = "failed";
            error = e.ToString();
            LogRunFailed(log, job.Module, job.Name, e);
        }

        MaruTelemetry.JobDuration.Record(
            time.GetElapsedTime(started).TotalSeconds,
            new KeyValuePair<string, object?>("module", job.Module), new KeyValuePair<string, object?>("job", job.Name), new KeyValuePair<string, object?>("state", state));
        await ending.CancelAsync();
        await prolonging;
        try
        {
            await database.ExecuteAsync(
                """
                update job_runs set state = @state, report = @report, error = @error, finished_at = @now where id = @Run;
                update jobs set leased_until = null, next_run_at = case when @state = 'stopped' and next_run_at is not null then @now else next_run_at end
                where module = @Module and name = @Name and last_run = @Run;
                delete from job_runs where module = @Module and name = @Name and finished_at < @now - interval '14 days'
                """,
                new { state, report, error, now = time.GetUtcNow(), claim.Run, job.Module, job.Name }, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The lease runs out by itself.
            LogPollFailed(log, e);
        }
    }

    private async Task ProlongAsync(JobRegistration job, Claim claim, Func<string?> report, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Lease / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await database.ExecuteAsync(
                    """
                    update jobs set leased_until = @lease where module = @Module and name = @Name and last_run = @Run;
                    update job_runs set report = @report where id = @Run
                    """,
                    new { lease = time.GetUtcNow() + Lease, job.Module, job.Name, claim.Run, report = report() }, ct);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            LogPollFailed(log, e);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "Looking after jobs failed; trying again.")]
    private static partial void LogPollFailed(ILogger logger, Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "Job {Module}/{Name} failed.")]
    private static partial void LogRunFailed(ILogger logger, string module, string name, Exception exception);

    private sealed record DueJob(string Module, string Name);

    private sealed record ClaimedJob(string? Argument, Guid? LastRun);

    private sealed record Claim(Guid Run, string? Argument);
}
