using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Ratings;
using Maru.Platform.Json;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>What a row of <c>reviews</c> says to readers. "Found" is whether the viewer found it helpful.</summary>
internal sealed record ReviewRow(
    ReviewId Id, ProductId ProductId, string? Author, UserId? UserId, int Stars, string? Title, string Body, string Language, string Pictures, bool Verified, string? OptionKo,
    string? OptionEn, string? Fit, int Helpful, bool Found, string? Reply, DateTimeOffset? RepliedAt, string State, string? Reason, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt)
{
    public const string Columns =
        """
        r.id, r.product_id, r.author, r.user_id, r.stars, r.title, r.body, r.language, r.pictures::text as pictures, r.verified, r.option_ko, r.option_en, r.fit, r.helpful,
        (@viewer::uuid is not null and exists (select from votes v where v.subject_id = r.id and v.user_id = @viewer)) as found, r.reply, r.replied_at, r.state, r.reason,
        r.written_at, r.edited_at
        """;

    public ReviewView ToView(UserId? viewer, TimeSpan editPeriod)
    {
        var mine = viewer is not null && UserId == viewer;
        return new ReviewView(
            Id, ProductId, Author, mine, Stars, Title, Body, Language, PicturesOf(Pictures), Verified, OptionKo is null && OptionEn is null ? null : new LocalizedText(OptionKo, OptionEn),
            FitOf(Fit), Helpful, Found, Reply is { } reply && RepliedAt is { } at ? new ReviewReply(reply, at) : null, mine ? StateOf(State) : ReviewState.Approved, mine ? Reason : null,
            WrittenAt, EditedAt, mine ? WrittenAt + editPeriod : null);
    }

    public static IReadOnlyList<ReviewPicture> PicturesOf(string json) => json == "[]" ? [] : MaruJson.Read<ReviewPicture[]>(json);

    public static ReviewFit? FitOf(string? fit) => fit is null ? null : Enum.Parse<ReviewFit>(fit);

    public static ReviewState StateOf(string state) => Enum.Parse<ReviewState>(state);
}

/// <summary>The part of a row that decides: what it counts for, and whose it is. Read under the row's lock.</summary>
internal sealed record ReviewFacts(
    ReviewId Id, ProductId ProductId, SellerId SellerId, UserId? UserId, int Stars, string? Title, string Body, bool Verified, string Pictures, string Language, string? Fit, string State,
    DateTimeOffset WrittenAt, DateTimeOffset? PublishedAt)
{
    public const string LockSql =
        """
        select id, product_id, seller_id, user_id, stars, title, body, verified, pictures::text as pictures, language, fit, state, written_at, published_at
        from reviews where id = @id and state <> 'Withdrawn' for update
        """;

    public bool IsApproved => State == nameof(ReviewState.Approved);

    public bool HasPictures => Pictures != "[]";

    public CountedFacts Counted => new(IsApproved, Stars, Verified, HasPictures, Language, ReviewRow.FitOf(Fit));

    public string Words => ReviewRules.WordsOf(Title, Body);
}
