namespace Maru.Contracts.Reviews;

/// <param name="Why">not-bought, not-delivered or already-reviewed.</param>
public sealed record ReviewNotAllowed(string Why) : Failure(FailureKind.Forbidden, "review-not-allowed", Why switch
{
    "already-reviewed" => "You have reviewed this purchase already.",
    "not-delivered" => "You can review this once it has arrived.",
    _ => "Only those who bought this here can review it.",
});

/// <summary>The time in which an author may change his words is over.</summary>
public sealed record EditPeriodOver(DateTimeOffset EndedAt) : Failure(FailureKind.Conflict, "edit-period-over", "This can no longer be changed.");

/// <summary>One's own words are not voted on or reported.</summary>
public sealed record OwnWords() : Failure(FailureKind.Conflict, "own-words", "You wrote this yourself.");

/// <summary>So many in so short a time.</summary>
public sealed record TooManyPosts(int Limit, DateTimeOffset Until) : Failure(FailureKind.TooMany, "too-many-posts", "That was a lot in a short time. Try again later.");
