using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Reviews;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Reviews.Questions;

/// <summary>Questions and answers over HTTP.</summary>
internal static class QuestionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/products/{product}/questions", ListAsync).WithName("ListQuestions");
        api.MapPost("/products/{product}/questions", AskAsync).RequireUser().WithName("AskQuestion");
        api.MapGet("/questions/{id}", FindAsync).WithName("GetQuestion");
        api.MapDelete("/questions/{id}", async (QuestionId id, Caller caller, IQuestions questions, CancellationToken ct) =>
            (await questions.WithdrawAsync(id, caller.User!.Value, ct)).ToNoContent()).RequireUser().WithName("WithdrawQuestion");
        api.MapPost("/questions/{id}/answers", AnswerAsync).RequireUser().WithName("AnswerQuestion");
        api.MapPost("/questions/{id}/reports", async (QuestionId id, AbuseReport report, Caller caller, IQuestions questions, CancellationToken ct) =>
            (await questions.ReportAsync(id, caller.User!.Value, report, ct)).ToNoContent()).RequireUser().WithName("ReportQuestion");
        api.MapDelete("/answers/{id}", async (AnswerId id, Caller caller, IQuestions questions, CancellationToken ct) =>
            (await questions.WithdrawAnswerAsync(id, caller.User!.Value, ct)).ToNoContent()).RequireUser().WithName("WithdrawAnswer");
        api.MapPut("/answers/{id}/helpful", (AnswerId id, Caller caller, IQuestions questions, CancellationToken ct) => VoteAsync(id, true, caller, questions, ct))
            .RequireUser().WithName("FindAnswerHelpful");
        api.MapDelete("/answers/{id}/helpful", (AnswerId id, Caller caller, IQuestions questions, CancellationToken ct) => VoteAsync(id, false, caller, questions, ct))
            .RequireUser().WithName("TakeBackAnswerHelpful");
        api.MapPost("/answers/{id}/reports", async (AnswerId id, AbuseReport report, Caller caller, IQuestions questions, CancellationToken ct) =>
            (await questions.ReportAnswerAsync(id, caller.User!.Value, report, ct)).ToNoContent()).RequireUser().WithName("ReportAnswer");
        api.MapGet("/me/questions", async (Caller caller, Paging paging, IQuestions questions, CancellationToken ct) =>
            TypedResults.Ok(await questions.ListOfMemberAsync(caller.User!.Value, paging.Page, ct))).RequireUser().WithName("ListMyQuestions");
    }

    private static async Task<Results<Ok<Page<QuestionView>>, ProblemHttpResult>> ListAsync(
        string product, Caller caller, IQuestions questions, ICatalogBrowsing catalog, Paging paging, CancellationToken ct, bool? answered = null, string? language = null, string? q = null)
    {
        if (new FieldErrors().Unless(language is null or "ko" or "en", "language", "must be ko or en").Text(q, "q", 100, required: false).ToFailure() is { } invalid)
        {
            return invalid.ToProblem();
        }

        return await ReviewEndpoints.ProductAsync(product, catalog, ct) is { } id
            ? TypedResults.Ok(await questions.ListAsync(new QuestionQuery(id, paging.Page, answered, language, q, caller.User), ct))
            : new Contracts.NotFound("product").ToProblem();
    }

    private static async Task<Results<Created<QuestionView>, ProblemHttpResult>> AskAsync(
        string product, QuestionContent content, Caller caller, IQuestions questions, ICatalogBrowsing catalog, HttpContext context, CancellationToken ct)
    {
        if (await ReviewEndpoints.ProductAsync(product, catalog, ct) is not { } id)
        {
            return new Contracts.NotFound("product").ToProblem();
        }

        var asked = await questions.AskAsync(id, content, ReviewEndpoints.AuthorOf(caller, context), ct);
        return asked.Succeeded ? TypedResults.Created($"/api/v1/questions/{asked.Value.Id}", asked.Value) : asked.Failure.ToProblem();
    }

    private static async Task<Results<Ok<QuestionView>, ProblemHttpResult>> FindAsync(QuestionId id, Caller caller, IQuestions questions, CancellationToken ct) =>
        await questions.FindAsync(id, caller.User, ct) is { } question ? TypedResults.Ok(question) : new Contracts.NotFound("question").ToProblem();

    private static async Task<Results<Ok<AnswerView>, ProblemHttpResult>> AnswerAsync(
        QuestionId id, AnswerBody body, Caller caller, IQuestions questions, HttpContext context, CancellationToken ct) =>
        (await questions.AnswerAsync(id, body.Text, ReviewEndpoints.AuthorOf(caller, context), caller.Seller, ct)).ToResult();

    private static async Task<Results<Ok<HelpfulVoices>, ProblemHttpResult>> VoteAsync(AnswerId id, bool helpful, Caller caller, IQuestions questions, CancellationToken ct)
    {
        var count = await questions.VoteAsync(id, caller.User!.Value, helpful, ct);
        return count.Succeeded ? TypedResults.Ok(new HelpfulVoices(count.Value)) : count.Failure.ToProblem();
    }
}

internal sealed record AnswerBody(string Text);
