using SemanticCache.Cli.Demo;

namespace SemanticCache.Cli.Tests.Demo;

public sealed class QuestionStreamTests
{
    [Fact]
    public void Draw_SameSeed_IsSameStream()
    {
        var clusters = ReplaySet.Load();

        Assert.Equal(QuestionStream.Draw(clusters, 50, new Random(7)), QuestionStream.Draw(clusters, 50, new Random(7)));
        Assert.NotEqual(QuestionStream.Draw(clusters, 50, new Random(7)), QuestionStream.Draw(clusters, 50, new Random(8)));
    }

    [Fact]
    public void Draw_ManyQuestions_CoversEveryDomainAndRepeatsPopularWords()
    {
        var clusters = ReplaySet.Load();

        var stream = QuestionStream.Draw(clusters, 600, new Random(1));

        Assert.Equal(clusters.Select(cluster => cluster.Namespace).Distinct().Order(), stream.Select(question => question.Namespace).Distinct().Order());
        var distinct = stream.DistinctBy(question => (question.Namespace, question.Text)).Count();
        Assert.InRange(distinct, 200, 500);
    }

    [Fact]
    public void Load_SharedWords_AreLeftOut()
    {
        var questions = ReplaySet.Load().SelectMany(cluster => cluster.Questions.Distinct()).ToList();

        Assert.Equal(questions.Count, questions.Distinct().Count());
    }
}
