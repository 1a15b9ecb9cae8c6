using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>What members say of others' words: that they helped, or that they should not be there. Of reviews and answers alike.</summary>
internal sealed class Voices(Database<ReviewsModule> database, TimeProvider time)
{
    /// <param name="table">reviews or answers.</param>
    public async Task<Result<int>> VoteAsync(string table, string what, Guid subject, UserId voter, bool helpful, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var words = await transaction.QuerySingleOrDefaultAsync<WordsRow>($"select user_id, helpful from {table} where id = @subject and state = 'Approved'", new { subject }, ct);
        if (words is null)
        {
            return new NotFound(what);
        }

        if (words.UserId == voter)
        {
            return new OwnWords();
        }

        // Who inserts or deletes the row counts; a second click waits for the first and then finds nothing to do.
        var changed = await transaction.ExecuteAsync(
            helpful
                ? "insert into votes (subject_id, user_id, at) values (@subject, @voter, @now) on conflict do nothing"
                : "delete from votes where subject_id = @subject and user_id = @voter",
            new { subject, voter, now = time.GetUtcNow() }, ct);
        var count = await transaction.QuerySingleOrDefaultAsync<int>(
            $"update {table} set helpful = helpful + @change where id = @subject returning helpful", new { subject, change = helpful ? changed : -changed }, ct);
        await transaction.CommitAsync(ct);
        return count;
    }

    public async Task<Result<Done>> ReportAsync(string table, string what, Guid subject, UserId reporter, AbuseReport report, CancellationToken ct)
    {
        if (ReviewRules.Check(report) is { } invalid)
        {
            return invalid;
        }

        var words = await database.QuerySingleOrDefaultAsync<AuthorRow>($"select user_id from {table} where id = @subject and state = 'Approved'", new { subject }, ct);
        if (words is null)
        {
            return new NotFound(what);
        }

        if (words.UserId == reporter)
        {
            return new OwnWords();
        }

        await database.ExecuteAsync(
            "insert into reports (subject_id, reporter, kind, text, at) values (@subject, @reporter, @Kind, @Text, @now) on conflict do nothing",
            new { subject, reporter, report.Kind, report.Text, now = time.GetUtcNow() }, ct);
        return Done.Value;
    }

    private sealed record WordsRow(UserId? UserId, int Helpful);

    private sealed record AuthorRow(UserId? UserId);
}
