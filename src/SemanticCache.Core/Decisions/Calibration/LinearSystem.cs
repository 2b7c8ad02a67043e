namespace SemanticCache.Core.Decisions.Calibration;

/// <summary>Solves symmetric positive definite systems of linear equations by Cholesky's factorisation.</summary>
internal static class LinearSystem
{
    /// <summary>Returns x with <paramref name="matrix"/> x = <paramref name="right"/>; only the lower triangle is read, and overwritten.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        Factorise(matrix);
        var size = right.Length;
        var x = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                x[i] -= matrix[i, j] * x[j];
            }

            x[i] /= matrix[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < size; j++)
            {
                x[i] -= matrix[j, i] * x[j];
            }

            x[i] /= matrix[i, i];
        }

        return x;
    }

    private static void Factorise(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new ArithmeticException("The matrix is not positive definite.");
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }
    }
}
