/* SPDX-License-Identifier: Apache-2.0 */
/* Placeholder until the source checker is written. */
int main(void)
{
	return 0;
}
