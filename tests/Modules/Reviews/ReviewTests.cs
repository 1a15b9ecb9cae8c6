using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Persons;

namespace Maru.Modules.Reviews.Tests;

public sealed class ReviewTests(ReviewShop shop) : IClassFixture<ReviewShop>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>After every test: each rating is the sum of its reviews, and each count of voices that of its votes.</summary>
    public async ValueTask DisposeAsync()
    {
        (await shop.Get<IReviewsAdministration>().CheckRatingsAsync(CancellationToken.None)).ShouldBeEmpty();
        (await shop.ScalarAsync<long>("select count(*) from reviews.reviews r where helpful <> helpful_base + (select count(*) from reviews.votes v where v.subject_id = r.id)")).ShouldBe(0);
    }

    [Fact]
    public async Task Write_WhenTheGoodsArrived_IsShownWithTheMarkAndCounts()
    {
        var product = await shop.SellAsync();
        var member = await shop.JoinAsync();
        await shop.DeliverAsync(member.Id, product);

        var answer = await member.Client.PostAsJsonAsync($"/api/v1/products/{product}/reviews", new { stars = 4, title = "좋아요", text = "색이 사진과 같고 따뜻해요.", fit = "true" }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        var listing = await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/products/{product}/reviews", Ct);
        var review = listing.GetProperty("reviews").GetProperty("items")[0];
        review.GetProperty("author").GetString().ShouldBe("김**");
        review.GetProperty("verified").GetBoolean().ShouldBeTrue();
        review.GetProperty("language").GetString().ShouldBe("ko");
        listing.GetProperty("rating").GetProperty("average").GetDecimal().ShouldBe(4);
        listing.GetProperty("counts").GetProperty("fitsTrue").GetInt32().ShouldBe(1);
        (await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/ratings?product={product}", Ct))[0].GetProperty("count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("sort=helpful&stars=5&language=ko&verified=true", HttpStatusCode.OK)]
    [InlineData("sort=Lowest&pictures=true&page=2&pageSize=100", HttpStatusCode.OK)]
    [InlineData("sort=1", HttpStatusCode.BadRequest)]
    [InlineData("stars=6", HttpStatusCode.BadRequest)]
    [InlineData("language=fr", HttpStatusCode.BadRequest)]
    [InlineData("pageSize=101", HttpStatusCode.BadRequest)]
    public async Task List_ForWhatIsAsked_AnswersOrRefuses(string query, HttpStatusCode expected) =>
        (await shop.Client.GetAsync($"/api/v1/products/{await shop.SellAsync()}/reviews?{query}", Ct)).StatusCode.ShouldBe(expected);

    [Fact]
    public async Task Write_WhenNotBought_IsRefused()
    {
        var (member, product) = (await shop.JoinAsync(), await shop.SellAsync());
        var answer = await member.Client.PostAsJsonAsync($"/api/v1/products/{product}/reviews", new { stars = 5, text = "Never had it, love it" }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("why").GetString().ShouldBe("not-bought");
        (await shop.Client.PostAsJsonAsync($"/api/v1/products/{product}/reviews", new { stars = 5, text = "Who am I" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Write_WhenPaidButNotDelivered_WaitsForTheParcel()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var line = new SoldLine(1, "sku", product, LocalizedText.Same("Shirt"), 1, new Money(1, Currency.Krw), new Money(1, Currency.Krw), default);
        await shop.HandleAsync(new OrderPaid(OrderId.New(), "M-1", user, CartId.New(), [line], line.Total, line.Total, PaymentId.New(), DateTimeOffset.UtcNow));
        var written = await shop.Reviews.WriteAsync(new ReviewDraft(product, new ReviewContent(5, null, "Too early to say")), new ReviewAuthor(user, null), Ct);
        written.Failure.ShouldBe(new ReviewNotAllowed("not-delivered"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public async Task Write_WhenTheStarsAreNone_IsRefused(int stars)
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        await shop.DeliverAsync(user, product);
        (await shop.Reviews.WriteAsync(new ReviewDraft(product, new ReviewContent(stars, null, "Good enough")), new ReviewAuthor(user, null), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
    }

    [Fact]
    public async Task Write_WhenTenTabsSendTheSameAtOnce_KeepsOne()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        await shop.DeliverAsync(user, product);
        var draft = new ReviewDraft(product, new ReviewContent(3, null, "Sent from many tabs"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Reviews.WriteAsync(draft, new ReviewAuthor(user, null), Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Failure is ReviewNotAllowed);
        (await shop.Reviews.GetRatingsAsync([product], Ct))[product].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenBoughtTwice_MayBeDoneTwice()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        await shop.WriteAsync(user, product, 5, "The first of two");
        await shop.WriteAsync(user, product, 2, "The second was worse");
        (await shop.Reviews.GetRatingsAsync([product], Ct))[product].Average.ShouldBe(3.5m);
    }

    [Fact]
    public async Task Others_WhenTheyTryToChangeOrTakeBackAReview_FindNone()
    {
        var product = await shop.SellAsync();
        var review = await shop.WriteAsync(UserId.New(), product);
        var stranger = await shop.JoinAsync();

        (await stranger.Client.PutAsJsonAsync($"/api/v1/reviews/{review.Id}", new { stars = 1, text = "Not mine to change" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.DeleteAsync($"/api/v1/reviews/{review.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.PutAsJsonAsync($"/api/v1/reviews/{ReviewId.New()}", new { stars = 1, text = "Not there at all" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.GetAsync("/api/v1/admin/reviews", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await shop.Reviews.FindAsync(review.Id, null, Ct))!.Stars.ShouldBe(5);
    }

    [Fact]
    public async Task Picture_WhenAnotherMemberStoredIt_CannotBeUsed()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        await shop.DeliverAsync(user, product);
        await shop.SqlAsync("insert into reviews.pictures (hash, user_id, width, height, at) values (repeat('a', 64), gen_random_uuid(), 10, 10, now())");
        var content = new ReviewContent(5, null, "With a stolen picture", null, [new string('a', 64)]);
        (await shop.Reviews.WriteAsync(new ReviewDraft(product, content), new ReviewAuthor(user, null), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
    }

    [Fact]
    public async Task Edit_WhenInTime_ChangesTheRatingAndMarksIt()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var review = await shop.WriteAsync(user, product);

        var edited = await shop.Reviews.EditAsync(review.Id, new ReviewContent(2, "Hm", "It lost its shape after a month"), new ReviewAuthor(user, null), Ct);

        edited.Value!.EditedAt.ShouldNotBeNull();
        (await shop.Reviews.GetRatingsAsync([product], Ct))[product].Average.ShouldBe(2);
        await shop.SqlAsync("update reviews.reviews set written_at = now() - interval '31 days' where id = @Id", new { Id = review.Id.Value });
        (await shop.Reviews.EditAsync(review.Id, new ReviewContent(1, null, "Too late for this"), new ReviewAuthor(user, null), Ct)).Failure.ShouldBeOfType<EditPeriodOver>();
    }

    [Fact]
    public async Task Withdraw_ThenWriteAgain_CountsTheNewOneAndProvesBoth()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var review = await shop.WriteAsync(user, product);
        (await shop.Reviews.WithdrawAsync(review.Id, user, Ct)).Succeeded.ShouldBeTrue();
        (await shop.Reviews.GetRatingsAsync([product], Ct)).ShouldBeEmpty();

        var again = await shop.Reviews.WriteAsync(new ReviewDraft(product, new ReviewContent(4, null, "On second thoughts it is fine")), new ReviewAuthor(user, null), Ct);

        again.Succeeded.ShouldBeTrue();
        var proof = await shop.Reviews.ProveRatingAsync(product, Ct);
        proof.Sum.ShouldBe(4);
        proof.Counted.Single().Id.ShouldBe(again.Value!.Id);
        proof.Excluded.Single().ShouldSatisfyAllConditions(e => e.Id.ShouldBe(review.Id), e => e.Reason.ShouldBe("withdrawn"));
    }

    [Fact]
    public async Task Vote_WhenManyVoteOftenAndAtOnce_CountsEveryMemberOnce()
    {
        var review = await shop.WriteAsync(UserId.New(), await shop.SellAsync());
        var voters = Enumerable.Range(0, 12).Select(_ => UserId.New()).ToArray();

        await Task.WhenAll(voters.SelectMany(v => Enumerable.Range(0, 5).Select(_ => shop.Reviews.VoteAsync(review.Id, v, true, Ct))));
        (await shop.Reviews.FindAsync(review.Id, voters[0], Ct))!.ShouldSatisfyAllConditions(r => r.HelpfulCount.ShouldBe(12), r => r.FoundHelpful.ShouldBeTrue());

        await Task.WhenAll(voters.Take(4).SelectMany(v => Enumerable.Range(0, 3).Select(_ => shop.Reviews.VoteAsync(review.Id, v, false, Ct))));
        (await shop.Reviews.FindAsync(review.Id, voters[0], Ct))!.ShouldSatisfyAllConditions(r => r.HelpfulCount.ShouldBe(8), r => r.FoundHelpful.ShouldBeFalse());
    }

    [Fact]
    public async Task Vote_WhenItIsOnesOwn_IsRefused()
    {
        var user = UserId.New();
        var review = await shop.WriteAsync(user, await shop.SellAsync());
        (await shop.Reviews.VoteAsync(review.Id, user, true, Ct)).Failure.ShouldBe(new OwnWords());
        (await shop.Reviews.ReportAsync(review.Id, user, new AbuseReport("spam", null), Ct)).Failure.ShouldBe(new OwnWords());
    }

    [Fact]
    public async Task Ratings_WhenManyWriteEditAndWithdrawAtOnce_StayExact()
    {
        var product = await shop.SellAsync();
        var users = Enumerable.Range(0, 12).Select(_ => UserId.New()).ToArray();
        var reviews = await Task.WhenAll(users.Select((u, i) => shop.WriteAsync(u, product, 1 + (i % 5), $"Opinion number {i} of a dozen")));

        await Task.WhenAll(reviews.Select((r, i) => (i % 3) switch
        {
            0 => (Task)shop.Reviews.WithdrawAsync(r.Id, users[i], Ct),
            1 => shop.Reviews.EditAsync(r.Id, new ReviewContent(5, null, $"Changed opinion number {i}"), new ReviewAuthor(users[i], null), Ct),
            _ => shop.Get<IReviewsAdministration>().DecideAsync(new ModerationDecision<ReviewId>([r.Id], ReviewState.Rejected, "off-topic", "test"), Ct),
        }));

        var rating = (await shop.Reviews.GetRatingsAsync([product], Ct))[product];
        rating.Count.ShouldBe(4);
        rating.Distribution.ShouldBe([0, 0, 0, 0, 4]);
    }

    [Fact]
    public async Task Erased_WhenAMemberLeaves_LeavesWordsWithoutAName()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var review = await shop.WriteAsync(user, product);
        var liked = await shop.WriteAsync(UserId.New(), product);
        await shop.Reviews.VoteAsync(liked.Id, user, true, Ct);

        await shop.HandleAsync(new UserErased(user, DateTimeOffset.UtcNow), shop.Get<PersonErasure>());

        (await shop.Reviews.FindAsync(review.Id, user, Ct))!.ShouldSatisfyAllConditions(r => r.Author.ShouldBeNull(), r => r.Mine.ShouldBeFalse(), r => r.Text.ShouldBe(review.Text));
        (await shop.Reviews.FindAsync(liked.Id, null, Ct))!.HelpfulCount.ShouldBe(1);
        (await shop.Reviews.ListOfMemberAsync(user, PageRequest.First, Ct)).Total.ShouldBe(0);
        foreach (var table in new[] { "reviews", "purchases", "votes", "fingerprints", "questions", "answers", "pictures" })
        {
            (await shop.ScalarAsync<long>($"select count(*) from reviews.{table} where user_id = @Id", new { Id = user.Value })).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task Cancelled_WhenTheParcelNeverLeft_TakesTheRightAway()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var order = OrderId.New();
        var line = new SoldLine(1, "sku", product, LocalizedText.Same("Shirt"), 1, new Money(1, Currency.Krw), new Money(1, Currency.Krw), default);
        await shop.HandleAsync(new OrderPaid(order, "M-1", user, CartId.New(), [line], line.Total, line.Total, PaymentId.New(), DateTimeOffset.UtcNow));
        await shop.HandleAsync(new OrderCancelled(order, "M-1", user, "changed-mind", line.Total, DateTimeOffset.UtcNow));
        (await shop.Reviews.WriteAsync(new ReviewDraft(product, new ReviewContent(5, null, "Never came")), new ReviewAuthor(user, null), Ct)).Failure.ShouldBe(new ReviewNotAllowed("not-bought"));
    }
}
