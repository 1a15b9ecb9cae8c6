using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Spam;

namespace Maru.Modules.Reviews.Tests;

public sealed class ModerationTests(ReviewShop shop) : IClassFixture<ReviewShop>
{
    private const string Advertisement = "대박 할인 http://shop.example.top 카지노 첫충전 보너스 받으세요";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReviewsAdministration Administration => shop.Get<IReviewsAdministration>();

    [Fact]
    public async Task Write_WhenItLooksLikeSpam_WaitsAndIsCountedOnlyOnceApproved()
    {
        var (user, product) = (UserId.New(), await shop.SellAsync());
        var review = await shop.WriteAsync(user, product, 5, Advertisement);
        review.State.ShouldBe(ReviewState.Pending);
        (await shop.Reviews.FindAsync(review.Id, null, Ct)).ShouldBeNull("nobody else sees what waits");
        (await shop.Reviews.GetRatingsAsync([product], Ct)).ShouldBeEmpty();
        var detail = (await Administration.FindAsync(review.Id, null, Ct))!;
        detail.Spam.Signs.Select(s => s.Code).ShouldContain("links");

        (await Administration.DecideAsync(new ModerationDecision<ReviewId>([review.Id], ReviewState.Approved, null, "user:1"), Ct)).Value.ShouldBe(1);
        (await shop.Reviews.GetRatingsAsync([product], Ct))[product].Count.ShouldBe(1);

        (await Administration.DecideAsync(new ModerationDecision<ReviewId>([review.Id], ReviewState.Rejected, "spam", "user:1"), Ct)).Value.ShouldBe(1);
        (await shop.Reviews.GetRatingsAsync([product], Ct)).ShouldBeEmpty();
        (await shop.Reviews.FindAsync(review.Id, user, Ct))!.Reason.ShouldBe("spam");
        (await Administration.FindAsync(review.Id, null, Ct))!.History.Select(h => h.State).ShouldBe([ReviewState.Approved, ReviewState.Rejected]);
        (await Administration.CheckRatingsAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Decide_WhenTheReasonIsMissing_IsRefused() =>
        (await Administration.DecideAsync(new ModerationDecision<ReviewId>([ReviewId.New()], ReviewState.Rejected, null, "user:1"), Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task Write_WhenManySayTheSameOfManyGoods_TheLaterOnesWait()
    {
        const string text = "정말 놀라운 제품이에요. 제가 써본 것 중 최고이고 디자인도 훌륭하고 마감도 완벽해서 주변 모든 분들께 강력하게 추천드리고 싶어요.";
        await shop.WriteAsync(UserId.New(), await shop.SellAsync(), 5, text);
        await shop.WriteAsync(UserId.New(), await shop.SellAsync(), 5, text);
        await shop.WriteAsync(UserId.New(), await shop.SellAsync(), 5, text);
        var fourth = await shop.WriteAsync(UserId.New(), await shop.SellAsync(), 5, text + "!");
        fourth.State.ShouldBe(ReviewState.Pending);
    }

    [Fact]
    public async Task Learned_AfterEnoughDecisions_TellsWhatModeratorsMeantAndForgetsWhatTheyTookBack()
    {
        var learned = shop.Get<LearnedWords>();
        var database = shop.Get<Platform.Data.Database<ReviewsModule>>();
        var posts = Enumerable.Range(0, LearnedWords.FewestTexts).Select(_ => (Ham: Guid.NewGuid(), Spam: Guid.NewGuid())).ToArray();
        foreach (var (post, i) in posts.Select((p, i) => (p, i)))
        {
            await using var transaction = await database.BeginAsync(Ct);
            await learned.LearnAsync(transaction, post.Ham, $"The fabric feels soft and the stitching holds, number {i}", false, Ct);
            await learned.LearnAsync(transaction, post.Spam, $"Fantastic bargain voucher giveaway, grab yours {i}", true, Ct);
            await transaction.CommitAsync(Ct);
        }

        (await learned.JudgeAsync(TextFold.Fold("grab a voucher giveaway bargain"), Ct))!.Value.ShouldBeGreaterThan(0.9);
        (await learned.JudgeAsync(TextFold.Fold("soft fabric and the stitching holds"), Ct))!.Value.ShouldBeLessThan(0.1);

        await using (var transaction = await database.BeginAsync(Ct))
        {
            foreach (var post in posts)
            {
                await learned.LearnAsync(transaction, post.Ham, "", null, Ct);
                await learned.LearnAsync(transaction, post.Spam, "", null, Ct);
            }

            await transaction.CommitAsync(Ct);
        }

        (await shop.ScalarAsync<long>("select coalesce(sum(abs(ham) + abs(spam)), 0) from reviews.learned_words where word in ('voucher', 'fabric')")).ShouldBe(0);
    }

    [Fact]
    public async Task Report_WhenSentTwice_IsOneAndEndsWithADecision()
    {
        var review = await shop.WriteAsync(UserId.New(), await shop.SellAsync());
        var reporter = await shop.JoinAsync();
        for (var i = 0; i < 2; i++)
        {
            (await reporter.Client.PostAsJsonAsync($"/api/v1/reviews/{review.Id}/reports", new { kind = "offensive", text = "Please look" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Administration.FindAsync(review.Id, null, Ct))!.Review.OpenReports.ShouldBe(1);
        await Administration.DecideAsync(new ModerationDecision<ReviewId>([review.Id], ReviewState.Approved, null, "user:1"), Ct);
        (await Administration.FindAsync(review.Id, null, Ct))!.Review.OpenReports.ShouldBe(0);
    }

    [Fact]
    public async Task Reply_WhenTheGoodsAreAnotherSellers_FindsNothing()
    {
        var review = await shop.WriteAsync(UserId.New(), await shop.SellAsync());
        (await Administration.ReplyAsync(review.Id, "Thank you!", SellerId.New(), "user:1", Ct)).Failure.ShouldBe(new NotFound("review"));
        (await Administration.ReplyAsync(review.Id, "Thank you!", Sellers.House, "user:1", Ct)).Succeeded.ShouldBeTrue();
        (await shop.Reviews.FindAsync(review.Id, null, Ct))!.Reply!.Text.ShouldBe("Thank you!");
    }

    [Fact]
    public async Task Question_WhenPrivate_IsReadByItsAuthorOnly()
    {
        var product = await shop.SellAsync();
        var (asker, stranger) = (await shop.JoinAsync(), await shop.JoinAsync());
        var asked = await (await asker.Client.PostAsJsonAsync($"/api/v1/products/{product}/questions", new { text = "제 주문 어디쯤 있나요?", @private = true }, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        var id = asked.GetProperty("id").GetGuid();
        await Administration.AnswerAsync(QuestionId.From(id), "내일 도착해요.", null, "user:1", Ct);

        var seen = (await stranger.Client.GetFromJsonAsync<JsonElement>($"/api/v1/products/{product}/questions", Ct)).GetProperty("items")[0];
        seen.TryGetProperty("text", out _).ShouldBeFalse();
        seen.GetProperty("answers").GetArrayLength().ShouldBe(0);
        (await stranger.Client.PostAsJsonAsync($"/api/v1/questions/{id}/answers", new { text = "Let me answer that" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.DeleteAsync($"/api/v1/questions/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await asker.Client.GetFromJsonAsync<JsonElement>($"/api/v1/questions/{id}", Ct)).GetProperty("answers")[0].GetProperty("role").GetString().ShouldBe("seller");
    }

    [Fact]
    public async Task Answer_WhenABuyerAnswers_IsMarkedAndCanBeVotedAndWithdrawn()
    {
        var product = await shop.SellAsync();
        var (asker, buyer) = (await shop.JoinAsync(), await shop.JoinAsync());
        await shop.DeliverAsync(buyer.Id, product);
        var questions = shop.Get<IQuestions>();
        var question = (await questions.AskAsync(product, new QuestionContent("Does it run large?"), new ReviewAuthor(asker.Id, null), Ct)).Value!;

        var answer = (await questions.AnswerAsync(question.Id, "Half a size, I would say", new ReviewAuthor(buyer.Id, null), null, Ct)).Value!;

        answer.Role.ShouldBe("buyer");
        (await questions.VoteAsync(answer.Id, asker.Id, true, Ct)).Value.ShouldBe(1);
        (await questions.VoteAsync(answer.Id, buyer.Id, true, Ct)).Failure.ShouldBe(new OwnWords());
        (await questions.FindAsync(question.Id, null, Ct))!.AnswerCount.ShouldBe(1);
        (await questions.WithdrawAnswerAsync(answer.Id, asker.Id, Ct)).Failure.ShouldBe(new NotFound("answer"));
        (await questions.WithdrawAnswerAsync(answer.Id, buyer.Id, Ct)).Succeeded.ShouldBeTrue();
        (await questions.FindAsync(question.Id, null, Ct))!.AnswerCount.ShouldBe(0);
    }

    [Fact]
    public async Task Import_WhenRunTwice_BringsEachReviewOnceAndRatesTheGoods()
    {
        var product = await shop.SellAsync();
        var source = Guid.NewGuid().ToString();
        ImportedReview[] reviews = [.. Enumerable.Range(0, 40).Select(i => new ImportedReview(
            i.ToString(), product, 1 + (i % 5), "Title", $"Text number {i}", i % 2 == 0 ? "ko" : "en", "김**", DateTimeOffset.UtcNow.AddDays(-i), i % 3 == 0, i))];

        (await Administration.ImportAsync(source, reviews, Ct)).Value.ShouldBe(new ReviewImportReport(40, 0));
        (await Administration.ImportAsync(source, reviews, Ct)).Value.ShouldBe(new ReviewImportReport(0, 40));

        (await shop.Reviews.GetRatingsAsync([product], Ct))[product].ShouldSatisfyAllConditions(r => r.Count.ShouldBe(40), r => r.Average.ShouldBe(3), r => r.Distribution.ShouldAllBe(n => n == 8));
        var best = await shop.Reviews.ListAsync(new ReviewQuery(product, ReviewSort.Helpful, PageRequest.First, Language: "en"), Ct);
        best.Reviews.Total.ShouldBe(20);
        best.Reviews.Items[0].HelpfulCount.ShouldBe(39);
        (await Administration.CheckRatingsAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Repair_WhenARatingIsWrong_SetsItRight()
    {
        var product = await shop.SellAsync();
        await shop.WriteAsync(UserId.New(), product, 4);
        await shop.SqlAsync("update reviews.ratings set sum = sum + 7 where product_id = @Id", new { Id = product.Value });

        (await Administration.CheckRatingsAsync(Ct)).Single().CountedSum.ShouldBe(4);
        (await Administration.RepairRatingsAsync("user:1", Ct)).ShouldBe(1);
        (await Administration.CheckRatingsAsync(Ct)).ShouldBeEmpty();
    }
}
